import { mix32 } from '../hashing/hash.ts';
import { characterClasses, classOfCodePoint, MARK, OTHER, SYMBOL, UNSPACED, WORD } from './character-class.ts';
import { MAX_CHARACTERS } from './prepare.ts';

const ZERO_WIDTH_JOINER = 0x200d;

/** The tokens of one text, in buffers that the next call of `tokenize` overwrites. */
export interface Tokens {
  /** The UTF-16 code units of the prepared text. */
  readonly codes: Uint16Array;
  /** How many tokens there are; the arrays below are valid up to it. */
  count: number;
  /** By token: the position of its first code unit, and the position after its last one. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** By token: WORD, UNSPACED or SYMBOL. */
  readonly kind: Uint8Array;
  /** By token: an unsigned 32-bit hash of its code units. */
  readonly hash: Uint32Array;
}

// NFKC can make a text longer: a single character up to 18 times, real texts hardly at all. What is above this is not read.
export const MAX_PREPARED = 2 * MAX_CHARACTERS;

/** Empty buffers for `tokenize`, 0.6 MB. */
export function createTokens(): Tokens {
  return {
    codes: new Uint16Array(MAX_PREPARED + 1),
    count: 0,
    start: new Int32Array(MAX_PREPARED),
    end: new Int32Array(MAX_PREPARED),
    kind: new Uint8Array(MAX_PREPARED),
    hash: new Uint32Array(MAX_PREPARED),
  };
}

/**
 * Cuts a prepared text into tokens by the committed character table. A token is one of these:
 * - a run of letters, digits, underscores and marks;
 * - a letter of an unspaced script with its marks;
 * - a symbol with its modifiers; emoji that are joined by U+200D are one token.
 */
export function tokenize(text: string, tokens: Tokens): void {
  const { codes, start, end, kind, hash } = tokens;
  const length = Math.min(text.length, MAX_PREPARED);
  for (let i = 0; i < length; i++) codes[i] = text.charCodeAt(i);
  let count = 0;
  let open = OTHER;
  let h = 0;
  let joined = false;
  for (let i = 0; i < length; i++) {
    const code = codes[i] as number;
    let one = characterClasses[code] as number;
    let low = -1;
    if (code >= 0xd800 && code <= 0xdbff && i + 1 < length) {
      const next = codes[i + 1] as number;
      if (next >= 0xdc00 && next <= 0xdfff) {
        low = next;
        one = classOfCodePoint(0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00));
      }
    }
    const continues = open !== OTHER && (one === MARK || (one === WORD && open === WORD) || (one === SYMBOL && joined));
    if (!continues) {
      if (open !== OTHER) {
        end[count] = i;
        hash[count++] = mix32(h);
      }
      open = one === MARK ? WORD : one;
      if (open !== OTHER) {
        start[count] = i;
        kind[count] = open;
        h = 0x811c9dc5;
      }
    }
    joined = code === ZERO_WIDTH_JOINER && open === SYMBOL;
    h = Math.imul(h ^ code, 0x01000193);
    if (low >= 0) {
      h = Math.imul(h ^ low, 0x01000193);
      i++;
    }
  }
  if (open !== OTHER) {
    end[count] = length;
    hash[count++] = mix32(h);
  }
  tokens.count = count;
}

/** Whether token `at` is an unspaced letter and directly follows another one. */
export function continuesRun(tokens: Tokens, at: number): boolean {
  return (
    at > 0 &&
    tokens.kind[at] === UNSPACED &&
    tokens.kind[at - 1] === UNSPACED &&
    tokens.end[at - 1] === tokens.start[at]
  );
}
