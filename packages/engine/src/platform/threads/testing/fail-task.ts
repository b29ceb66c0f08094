import { defineThreadTask } from '../thread-task.ts';

/** For tests of the pool: throws. */
export const failTask = defineThreadTask(import.meta.url, (message: string): never => {
  throw new Error(message);
});
