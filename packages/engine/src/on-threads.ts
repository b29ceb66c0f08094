// What another room takes from the engine for its own thread tasks. It loads neither the database nor the queue: a thread
// starts with it in a third of the computing time that index.ts takes.
export { csvRecord } from './files/index.ts';
export { defineThreadTask, type ThreadTask } from './platform/on-threads.ts';
export {
  answerRows,
  type ChunkAnswer,
  type ChunkInput,
  type RowOutcome,
  type RowWriter,
} from './prediction/on-threads.ts';
