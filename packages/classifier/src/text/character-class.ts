import { characterClassRuns } from './generated/character-classes.ts';

/** White space, punctuation, control characters, unassigned code points. They separate tokens. */
export const OTHER = 0;
/** Letters, numbers and the underscore, in scripts that put spaces between words. */
export const WORD = 1;
/** Letters of scripts that put no spaces between words: Han, kana, Bopomofo, Thai, Lao, Khmer, Myanmar. Each is a token. */
export const UNSPACED = 2;
/** Combining marks, joiners, variation selectors, skin tones. They belong to the character before them. */
export const MARK = 3;
/** Emoji, currency signs and other symbols. Each is a token. */
export const SYMBOL = 4;

// Above it are only CJK extension H and later, tags, and private use. They count as OTHER.
const TABLE_END = 0x323b0;

function decode(runs: string): Uint8Array {
  const table = new Uint8Array(TABLE_END);
  let at = 0;
  for (const run of runs.split(' ')) {
    const end = at + Number.parseInt(run.slice(1), 36);
    const one = run.charCodeAt(0) - 48;
    if (one !== OTHER && at < TABLE_END) table.fill(one, at, Math.min(end, TABLE_END));
    at = end;
  }
  return table;
}

/** The class of each code point below `TABLE_END`. */
export const characterClasses: Uint8Array = decode(characterClassRuns);

/** The class of any code point, 0…0x10FFFF. */
export function classOfCodePoint(codePoint: number): number {
  return codePoint < TABLE_END ? (characterClasses[codePoint] as number) : OTHER;
}
