import { characterClassRuns } from './generated/character-classes.ts';

/** Separates tokens: white space, punctuation, controls, unassigned. */
export const OTHER = 0;
/** Letters, numbers and underscore of scripts that put spaces between words. */
export const WORD = 1;
/** Letters of scripts written without spaces (Han, kana, Bopomofo, Thai, Lao, Khmer, Myanmar): a token each. */
export const UNSPACED = 2;
/** Combining marks, joiners, variation selectors, skin tones: belong to what stands before them. */
export const MARK = 3;
/** Emoji, currency and other symbols: a token each. */
export const SYMBOL = 4;

// Above this only CJK extension H+, tags and private use follow; they count as OTHER.
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

/** Class by code point, below `TABLE_END`. */
export const characterClasses: Uint8Array = decode(characterClassRuns);

/** Class of any code point, 0…0x10FFFF. */
export function classOfCodePoint(codePoint: number): number {
  return codePoint < TABLE_END ? (characterClasses[codePoint] as number) : OTHER;
}
