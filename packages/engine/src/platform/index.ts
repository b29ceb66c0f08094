export type { ErrorCode, ErrorParameters, Issue } from './errors.ts';
export { describe, EngineError, errorCatalogue, fail, issue } from './errors.ts';
export type { Given, Log } from './given.ts';
