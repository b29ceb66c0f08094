import { expect, it } from 'vitest';
import { createFirstPolls, isNov2021JavaScript } from './first-polls.ts';

it('calls only the first question about a job the first, and forgets the oldest of 10,000', () => {
  const polls = createFirstPolls();
  expect([polls.isFirst('a'), polls.isFirst('a'), polls.isFirst('b')]).toEqual([true, false, true]);
  for (let i = 0; i < 9_999; i++) polls.isFirst(`job-${i}`);
  expect([polls.isFirst('b'), polls.isFirst('a')]).toEqual([false, true]);
});

it('knows the November 2021 JavaScript client by its name', () => {
  expect(isNov2021JavaScript('azsdk-js-ai-text-analytics/5.2.0-beta.2 core-rest-pipeline/1.9.0 Node/v20')).toBe(true);
  expect(isNov2021JavaScript('azsdk-js-ai-language-text/1.1.0')).toBe(false);
  expect(isNov2021JavaScript(undefined)).toBe(false);
});
