import type { Issue } from '../platform/index.ts';
import type { End } from './life-cycle/end.ts';
import type { OperationChanges } from './operation-table.ts';

/** The end of work that went well. `errors` are of parts that failed without failing the whole. */
export function succeeded<Result>(came: {
  readonly result: Result;
  readonly warnings?: readonly Issue[];
  readonly errors?: readonly Issue[];
  /** Of the project that the work has made. */
  readonly projectId?: string;
}): End<OperationChanges<Result>> {
  return { to: 'succeeded', changes: came };
}

/** The end of work that went wrong by rule; nothing of what the closing transaction wrote stays. */
export function failed<Result>(why: {
  readonly errors: readonly Issue[];
  readonly result?: Result;
}): End<OperationChanges<Result>> {
  return { to: 'failed', changes: why };
}
