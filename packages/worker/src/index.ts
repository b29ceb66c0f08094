export { startWorker, type Worker } from './start-worker.ts';
export type { WorkerConcurrency, WorkerConfig } from './worker-config.ts';
