/** Only so many UTF-16 code units of a text are read for features; longer documents are reported as cut. */
export const MAX_CHARACTERS = 20_000;

export interface PreparedText {
  /** NFKC, lower case (Unicode default, no locale). */
  readonly text: string;
  readonly truncated: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII on purpose
const NON_ASCII = /[^\x00-\x7f]/;

/** Cuts without splitting a surrogate pair. */
function cut(text: string): string {
  const last = text.charCodeAt(MAX_CHARACTERS - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
}

/** What the feature extractor reads: at most 20,000 code units, normalised. ASCII needs no NFKC (5 times faster). */
export function prepareText(text: string): PreparedText {
  const truncated = text.length > MAX_CHARACTERS;
  const head = truncated ? cut(text) : text;
  return { text: NON_ASCII.test(head) ? head.normalize('NFKC').toLowerCase() : head.toLowerCase(), truncated };
}
