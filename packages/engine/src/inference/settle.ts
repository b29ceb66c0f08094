import { ClassifierError, type ClassifierErrorCode } from '@taxon/classifier';

/** What a task on a thread answers: a value, or what the classifier refused. Errors lose their class between threads. */
export type Settled<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ClassifierErrorCode; readonly message: string };

/** In the thread: a ClassifierError becomes a value. Any other error is a defect and is thrown on. */
export async function settle<T>(act: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (error instanceof ClassifierError) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

/** On the other side: the value. Throws the ClassifierError that the thread caught. */
export function unsettle<T>(settled: Settled<T>): T {
  if (settled.ok) return settled.value;
  throw new ClassifierError(settled.code, settled.message);
}
