/**
 * A text as it can be stored: U+0000 (which PostgreSQL cannot hold) and lone surrogates (which UTF-8 cannot) are
 * replaced by U+FFFD, and whether any was.
 */
export function storableText(text: string): { readonly text: string; readonly replaced: boolean } {
  const stored = text.replaceAll('\u0000', '\ufffd').toWellFormed();
  return { text: stored, replaced: stored !== text };
}

/** Whether a name or id can be stored as it is. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
