/** What went wrong, as one line of a log or a part of a sentence: never a stack, and never nothing. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  // Node's error about several addresses of a host has a code only.
  return 'code' in error ? String(error.code) : error.name;
}
