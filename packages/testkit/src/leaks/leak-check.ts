// A setup file of every vitest project. A test file that leaves something running fails, and the failure names it: what
// is left disturbs the files after it, and in the product it would leak.
import { afterAll } from 'vitest';
import { describeLeft, watchResources } from './left-running.ts';

const resources = watchResources();

// Hooks run in reverse order, so this first one runs after all those of the test file.
afterAll(async () => {
  const left = await resources.stop();
  if (left.length > 0) throw new Error(describeLeft(left));
});
