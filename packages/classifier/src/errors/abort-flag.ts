import { ClassifierError } from './classifier-error.ts';

/** Asked often inside loops; a caller on another thread backs it by Atomics on a SharedArrayBuffer. */
export interface AbortFlag {
  readonly aborted: boolean;
}

export function throwIfAborted(signal: AbortFlag | undefined): void {
  if (signal?.aborted) throw new ClassifierError('aborted', 'The work was cancelled by the caller.');
}
