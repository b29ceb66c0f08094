const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
// Intl.Segmenter is quadratic on long strings in some V8 versions; about so many UTF-16 units are looked at in one go.
const piece = 512;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is exactly this range.
const ascii = /^[\x00-\x7f]*$/;

/** ASCII needs no segmenter: every character is an element of its own, except that CR LF is one. */
function countAscii(text: string): number {
  let pairs = 0;
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) pairs += 1;
  return text.length - pairs;
}

/**
 * How many text elements (extended grapheme clusters) a text has. Cut at boundaries that the segmenter itself gave, so
 * the pieces count the same as the whole; a cluster longer than a piece is given more room. Off the event loop only.
 */
export function countTextElements(text: string): number {
  if (ascii.test(text)) return countAscii(text);
  let count = 0;
  let from = 0;
  let room = piece;
  while (from < text.length) {
    const last = from + room >= text.length;
    const part = text.slice(from, last ? text.length : from + room);
    let inPart = 0;
    let lastStart = 0;
    for (const { index } of segmenter.segment(part)) {
      inPart += 1;
      lastStart = index;
    }
    if (last) return count + inPart;
    if (lastStart === 0) {
      room *= 2;
      continue;
    }
    // The last cluster may go on behind the cut: it is counted with the next piece.
    count += inPart - 1;
    from += lastStart;
    room = piece;
  }
  return count;
}
