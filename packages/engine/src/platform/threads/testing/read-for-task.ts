import { defineThreadTask } from '../thread-task.ts';

/** Reading for tests of the pool: ends when the gate is opened. */
export const readForTask = defineThreadTask(
  import.meta.url,
  (gate: Int32Array): string => {
    Atomics.wait(gate, 0, 0);
    return 'done';
  },
  'reading',
);
