// A setup file of every vitest project. A test file that leaves something running fails, and the failure names what is
// left. It would disturb the files that run after it. In the product it would be a leak.
import { afterAll } from 'vitest';
import { describeLeft, watchResources } from './left-running.ts';

const resources = watchResources();

// Hooks run in reverse order, so this first one runs after all those of the test file.
afterAll(async () => {
  const left = await resources.stop();
  if (left.length > 0) throw new Error(describeLeft(left));
});
