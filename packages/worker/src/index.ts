export type { EngineConfig, Given, Log } from '@taxon/engine';
// For the composition root: of the two doors this is the one that every process may load without weight.
export { migrate, problemOf } from '@taxon/engine';
export { startWorker, type Worker } from './start-worker.ts';
export type { WorkerConcurrency, WorkerConfig } from './worker-config.ts';
