import { ClassifierError, type ClassifierErrorCode } from '@taxon/classifier';
import type { Result } from '../platform/on-threads.ts';

/** What the classifier refused, as plain data. */
export interface ClassifierRefusal {
  readonly code: ClassifierErrorCode;
  readonly message: string;
}

/** In the thread: a ClassifierError becomes a value. Any other error is a defect and is thrown on. */
export async function settle<T>(act: () => Promise<T>): Promise<Result<T, ClassifierRefusal>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (error instanceof ClassifierError) return { ok: false, issue: { code: error.code, message: error.message } };
    throw error;
  }
}

/** On the other side: the value. Throws the ClassifierError that the thread caught. */
export function unsettle<T>(settled: Result<T, ClassifierRefusal>): T {
  if (settled.ok) return settled.value;
  throw new ClassifierError(settled.issue.code, settled.issue.message);
}
