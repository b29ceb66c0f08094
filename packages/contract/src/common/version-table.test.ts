import { expect, it } from 'vitest';
import { spanOf } from './version-table.ts';

const table = [
  { since: '2022-05-01', name: 'first' },
  { since: '2022-10-01-preview', only: true, name: 'exception' },
  { since: '2023-04-01', name: 'second' },
  { since: '2023-11-15-preview', previewOnly: true, name: 'previews' },
] as const;

it.each([
  ['2022-05-01', 'first'],
  ['2022-07-01-preview', 'first'],
  ['2022-10-01-preview', 'exception'],
  ['2022-10-02', 'first'],
  ['2023-04-01', 'second'],
  ['2023-11-15-preview', 'previews'],
  ['2024-11-01', 'second'],
  ['2024-11-15-preview', 'previews'],
  ['2031-01-01', 'second'],
])('%s has the row "%s"', (version, name) => {
  expect(spanOf(table, version).name).toBe(name);
});

it('there is no row before the first', () => {
  expect(() => spanOf(table, '2022-04-30')).toThrow(RangeError);
});
