/** The unit in which offsets in a text are counted. */
export type OffsetUnit = 'utf16' | 'code-points' | 'graphemes';

/**
 * Returns a function that translates UTF-16 offsets of the text, 0…length in any order, into another unit. An offset
 * inside a character counts as the start of that character. Offsets outside the text count as its start or its end.
 */
export function toOffsets(text: string, unit: OffsetUnit): (utf16: number) => number {
  if (unit === 'utf16') return (utf16) => utf16;
  const counts = new Int32Array(text.length + 1);
  const parts =
    unit === 'code-points'
      ? Array.from(text)
      : Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    counts.fill(i, at, at + part.length);
    at += part.length;
  }
  counts[text.length] = parts.length;
  return (utf16) => counts[Math.max(0, Math.min(text.length, utf16))] as number;
}
