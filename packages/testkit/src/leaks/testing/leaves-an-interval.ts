import { afterAll, beforeAll, expect, it } from 'vitest';

let cleared: NodeJS.Timeout;
beforeAll(() => {
  cleared = setInterval(() => undefined, 1000);
  setInterval(() => undefined, 777);
});
afterAll(() => clearInterval(cleared));

it('passes', () => {
  expect(1).toBe(1);
});
