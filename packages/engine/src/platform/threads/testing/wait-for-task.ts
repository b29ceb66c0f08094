import { defineThreadTask } from '../thread-task.ts';

/** Long work for tests of the pool: ends when the gate is opened. */
export const waitForTask = defineThreadTask(
  import.meta.url,
  (gate: Int32Array): string => {
    Atomics.wait(gate, 0, 0);
    return 'done';
  },
  'long',
);
