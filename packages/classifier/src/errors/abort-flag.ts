import { ClassifierError } from './classifier-error.ts';

/**
 * A request to stop. Long loops read it about every millisecond, so reading it must be cheap. A caller on another thread
 * can implement it with Atomics on a SharedArrayBuffer.
 */
export interface AbortFlag {
  /** True stops the work with ClassifierError `aborted`. */
  readonly aborted: boolean;
}

/** @throws ClassifierError `aborted` when the flag is set */
export function throwIfAborted(signal: AbortFlag | undefined): void {
  if (signal?.aborted) throw new ClassifierError('aborted', 'The work was cancelled by the caller.');
}
