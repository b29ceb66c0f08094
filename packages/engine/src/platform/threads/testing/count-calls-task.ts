import { defineThreadTask } from '../thread-task.ts';

let calls = 0;

/** How often this thread was asked: a thread that is alone remembers. */
export const countCallsTask = defineThreadTask(import.meta.url, (_input: undefined): number => ++calls, 'alone');
