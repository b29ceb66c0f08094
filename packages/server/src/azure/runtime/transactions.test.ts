import { expect, it } from 'vitest';
import { transactionsOf } from './transactions.ts';

it.each([
  [0, 1],
  [1, 1],
  [1000, 1],
  [1001, 2],
  [8921, 9],
])('%i text elements are %i', (characters, expected) => {
  expect(transactionsOf(characters)).toBe(expected);
});
