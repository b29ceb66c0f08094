/** Units in which character offsets are counted. */
export type OffsetUnit = 'utf16' | 'code-points' | 'graphemes';

/**
 * Translates UTF-16 offsets of a text into another unit: gives a function for ascending or any offsets 0…length. An
 * offset inside a character counts as its beginning.
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
