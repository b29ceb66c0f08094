import { EngineError, type Issue } from './errors.ts';

/**
 * What can go wrong by rule without stopping what else is under way: the value, or what was wrong. It is plain data, so it
 * crosses from a thread to the main side, where the class of an error would be lost.
 */
export type Result<T, Problem = Issue> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issue: Problem };

/** The value. An issue is thrown as an EngineError. */
export function requireValue<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new EngineError(result.issue.code, result.issue.parameters);
}
