export { isStorable, storableText } from './characters.ts';
export {
  createDatabase,
  type Database,
  isDatabaseUnavailable,
  isLockTimeout,
  isUniqueViolation,
  type Querier,
  type Tx,
} from './db/database.ts';
export { limitLockWait, lockFor } from './db/lock-for.ts';
export { migrateTables } from './db/migrate.ts';
export { requireWritable } from './db/require-writable.ts';
export type { Defaulted, DefaultedJson, Fixed, Json, Nullable, NullableJson, Tables } from './db/schema.ts';
export { renderSchemaSnapshot } from './db/schema-snapshot.ts';
export type { ErrorCode, ErrorParameters, Issue } from './errors.ts';
export { EngineError, errorCatalogue, issue } from './errors.ts';
export { renderErrorsPage } from './errors-page.ts';
export type { Given, Log } from './given.ts';
export { findLanguage, languages } from './languages.ts';
export { watchEventLoop } from './metrics/event-loop-delay.ts';
export { gaugeOf, type MetricFamily } from './metrics/metric-family.ts';
export { classKey, documentNameProblem, requireClassName, requireName, shown } from './names.ts';
export { createNotifier, type Notifier } from './notify/notifier.ts';
export { type Patch, patched } from './patched.ts';
export { problemOf } from './problem-of.ts';
export { enqueue } from './queue/enqueue.ts';
export { type JobDefinition, parsePayload } from './queue/job-definition.ts';
export { migrateQueue } from './queue/migrate-queue.ts';
export type { ProcessMetrics } from './queue/process-metrics-store.ts';
export { createProcessRegistry, type ProcessRegistry } from './queue/process-registry.ts';
export { countLiving } from './queue/process-row.ts';
export { readQueueStatistics } from './queue/queue-statistics.ts';
export type { ReturnedJob } from './queue/return-jobs.ts';
export { type Result, requireValue } from './result.ts';
export { countTextElementsTask } from './threads/count-text-elements-task.ts';
export { openDialogue } from './threads/dialogue.ts';
export { createThreadPool, type ThreadPool } from './threads/thread-pool.ts';
export type { ThreadTask } from './threads/thread-task.ts';
export { createTurns } from './threads/turns.ts';
export { isUuid } from './uuid.ts';
