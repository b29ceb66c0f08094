import { ClassifierError, type ClassifierErrorCode } from '@taxon/classifier';

/** Errors lose their class on the way between threads; those of the classifier travel as values. */
export type Settled<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ClassifierErrorCode; readonly message: string };

/** In the thread: what the classifier refuses becomes a value; defects are thrown on. */
export function settle<T>(act: () => T): Settled<T> {
  try {
    return { ok: true, value: act() };
  } catch (error) {
    return refused(error);
  }
}

/** The same for work that takes its time. */
export async function settleLater<T>(act: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Settled<never> {
  if (error instanceof ClassifierError) return { ok: false, code: error.code, message: error.message };
  throw error;
}

/** Outside: the value, or the classifier's error as it was thrown. */
export function unsettle<T>(settled: Settled<T>): T {
  if (settled.ok) return settled.value;
  throw new ClassifierError(settled.code, settled.message);
}
