export type {
  Classification,
  DocumentError,
  RequestStatistics,
  RuntimeDocument,
  TaskItem,
  TaskResults,
} from './job.ts';
export { ArraysJob, ArrayTask, DocumentedJob, DocumentedTask, ItemsJob } from './job.ts';
export { languageRoutes, nov2021Routes } from './routes.ts';
export type { RuntimeShape } from './runtime-shape.ts';
export { nov2021Shape, nov2021Version, runtimeShapeOf, runtimeShapes } from './runtime-shape.ts';
export { ArraysSubmit, ItemsSubmit } from './submit.ts';
export type { KnownTaskKind } from './task-kinds.ts';
export { findTaskKind, knownTaskKinds } from './task-kinds.ts';
