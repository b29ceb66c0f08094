export type {
  Classification,
  DocumentError,
  RequestStatistics,
  RuntimeDocument,
  TaskItem,
  TaskResults,
} from './job.ts';
export { ArraysJob, ArrayTask, DocumentedJob, DocumentedTask, ItemsJob } from './job.ts';
export { languageBase, languageEndpoints, nov2021Base, nov2021Endpoints } from './runtime-endpoints.ts';
export type { RuntimeShape } from './runtime-shape.ts';
export { nov2021Shape, runtimeShapeOf, runtimeShapes } from './runtime-shape.ts';
export { ArraysSubmit, ItemsSubmit } from './submit.ts';
export type { KnownTaskKind } from './task-kinds.ts';
export { findTaskKind, knownTaskKinds } from './task-kinds.ts';
