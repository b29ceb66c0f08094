import { mix32 } from '../hashing/hash.ts';
import { characterClasses, MARK, OTHER, SYMBOL, UNSPACED } from '../text/character-class.ts';

/** Words that two texts must share to be copies with other numbers, or with another word. See `nearCopies`. */
const WORDS_BESIDE_NUMBERS = 5;
const WORDS_BESIDE_A_WORD = 11;

/** The token of every number, and of every word with a digit. */
const NUMBER = 0;
const SPACE = 0x20;
const NUMBER_MARKS = new Set(Array.from('.,:/-', (one) => one.charCodeAt(0)));

/** Texts as sequences of tokens. */
export interface TokenSequences {
  /** Adds a normal form as the next text. */
  add(codes: Uint16Array, length: number): void;
  readonly count: () => number;
  /** All tokens, one text after the other. */
  readonly tokens: () => Int32Array;
  readonly startOf: (text: number) => number;
  /** How many words a text has besides its numbers. A letter of a script without spaces counts as half a word. */
  readonly wordsOf: (text: number) => number;
  readonly hasNumber: (text: number) => boolean;
}

interface Facts {
  readonly start: number;
  readonly halfWords: number;
  readonly hasNumber: boolean;
}

export function createTokenSequences(): TokenSequences {
  let tokens = new Int32Array(1024);
  let size = 0;
  const facts: Facts[] = [];
  return {
    add(codes, length) {
      const start = size;
      let halfWords = 0;
      let hasNumber = false;
      if (tokens.length < size + length) {
        const larger = new Int32Array(2 * (size + length));
        larger.set(tokens.subarray(0, size));
        tokens = larger;
      }
      for (let i = 0; i < length; ) {
        const end = tokenEnd(codes, i, length);
        const token = hashOf(codes, i, end);
        const isUnspaced = characterClasses[codes[i] as number] === UNSPACED;
        if (token === NUMBER) hasNumber = true;
        else halfWords += isUnspaced ? 1 : 2;
        tokens[size++] = token;
        i = codes[end] === SPACE ? end + 1 : end;
      }
      facts.push({ start, halfWords, hasNumber });
    },
    count: () => facts.length,
    tokens: () => tokens,
    startOf: (text) => facts[text]?.start ?? size,
    wordsOf: (text) => (facts[text]?.halfWords ?? 0) / 2,
    hasNumber: (text) => facts[text]?.hasNumber ?? false,
  };
}

/** Letters of one class after each other, with their marks; signs and symbols each by itself. */
function tokenEnd(codes: Uint16Array, from: number, length: number): number {
  const first = characterClasses[codes[from] as number] as number;
  let i = from + 1;
  if (first === UNSPACED || first === SYMBOL || (first === OTHER && !isOfWord(codes[from] as number))) {
    while (i < length && characterClasses[codes[i] as number] === MARK) i++;
    return i;
  }
  while (i < length && isOfWord(codes[i] as number)) i++;
  return i;
}

/** Surrogates count as letters, so that a character of two code units stays whole. */
function isOfWord(code: number): boolean {
  const kind = characterClasses[code] as number;
  if (kind === UNSPACED || kind === SYMBOL || code === SPACE) return false;
  return kind !== OTHER || NUMBER_MARKS.has(code) || (code >= 0xd800 && code <= 0xdfff);
}

/** A hash other than 0, or NUMBER when there is a digit. */
function hashOf(codes: Uint16Array, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) {
    const code = codes[i] as number;
    if (code >= 0x30 && code <= 0x39) return NUMBER;
    h = Math.imul(h ^ code, 0x01000193);
  }
  return mix32(h) | 1;
}

/**
 * Finds texts that are copies but for a number or a word, as filled-in templates are. Calls `join` with pairs of them, which
 * together connect all. Two texts are near-copies when either
 *
 * - they differ in numbers alone (words with a digit count as numbers) and have at least 5 other words, or
 * - they differ in numbers and one word (another one, or one more) and share at least 11 words.
 *
 * Both limits are from labelled sets: the share of the pairs that have different labels (bench/copies, docs/adr/0029). In six
 * sets without Reuters and emoji 1 of 59 pairs with other numbers has, and 1 of 110 with another word among 12 or more. On
 * Banking77 13 % of the pairs with another word among 8 to 11 have, and 30 % among 5 to 7: there the word is what the text is
 * about.
 *
 * Cost: a pass over all tokens. Two texts that differ in one word share their first or their last half, so only texts that share
 * a half with another one are looked at word by word.
 */
export function nearCopies(texts: TokenSequences, join: (a: number, b: number) => void): void {
  const tokens = texts.tokens();
  const distinct: number[] = [];
  const firstWith = new Map<number, number>();
  for (let text = 0; text < texts.count(); text++) {
    const [from, to] = [texts.startOf(text), texts.startOf(text + 1)];
    if (texts.hasNumber(text) && texts.wordsOf(text) >= WORDS_BESIDE_NUMBERS) {
      const first = firstWith.get(keyOf(tokens, from, to));
      if (first === undefined) firstWith.set(keyOf(tokens, from, to), text);
      else if (differences(texts, first, text) === 0) {
        join(first, text);
        continue;
      }
    }
    if (texts.wordsOf(text) >= WORDS_BESIDE_A_WORD) distinct.push(text);
  }
  joinByWord(texts, sharingHalf(texts, distinct), join);
}

/** The texts that share their first or last half with another one of them. */
function sharingHalf(texts: TokenSequences, candidates: readonly number[]): number[] {
  const tokens = texts.tokens();
  const firstWith = new Map<number, number>();
  const shares = new Set<number>();
  for (const text of candidates) {
    const [from, to] = [texts.startOf(text), texts.startOf(text + 1)];
    const length = to - from;
    // Of a text with n tokens and one with n + 1, one size is the same.
    for (const half of new Set([length >> 1, (length + 1) >> 1])) {
      for (const key of [keyOf(tokens, from, from + half), -1 - keyOf(tokens, to - half, to)]) {
        const first = firstWith.get(key);
        if (first === undefined) firstWith.set(key, text);
        else {
          shares.add(first);
          shares.add(text);
        }
      }
    }
  }
  return candidates.filter((text) => shares.has(text));
}

const BASE = 0x9e3779b1;

/** Joins texts that are equal when one token of either, or of one of them, is left out. */
function joinByWord(texts: TokenSequences, candidates: readonly number[], join: (a: number, b: number) => void): void {
  const tokens = texts.tokens();
  const firstWith = new Map<number, number>();
  const visit = (text: number, hash: number, length: number) => {
    const key = mix32(hash ^ mix32(length));
    const first = firstWith.get(key);
    if (first === undefined) firstWith.set(key, text);
    else if (first !== text && shareEnough(texts, first, text)) join(first, text);
  };
  for (const text of candidates) {
    const [from, to] = [texts.startOf(text), texts.startOf(text + 1)];
    const length = to - from;
    // The hash of tokens is the polynomial Σ token · BASE^(place from the end), so a token can be taken out of it.
    let after = 0;
    for (let i = from; i < to; i++) after = (Math.imul(after, BASE) + (tokens[i] as number)) | 0;
    visit(text, after, length);
    let before = 0;
    let power = 1;
    for (let i = from + 1; i < to; i++) power = Math.imul(power, BASE);
    const inverse = inverseOf(BASE);
    for (let i = from; i < to; i++) {
      const token = tokens[i] as number;
      after = (after - Math.imul(token, power)) | 0;
      visit(text, (Math.imul(before, power) + after) | 0, length - 1);
      before = (Math.imul(before, BASE) + token) | 0;
      power = Math.imul(power, inverse);
    }
  }
}

/** The number whose product with the odd `value` is 1, modulo 2^32, by Newton's method. */
function inverseOf(value: number): number {
  let x = value;
  for (let k = 0; k < 5; k++) x = Math.imul(x, 2 - Math.imul(value, x));
  return x;
}

function shareEnough(texts: TokenSequences, a: number, b: number): boolean {
  return differences(texts, a, b) <= 1 && Math.max(texts.wordsOf(a), texts.wordsOf(b)) > WORDS_BESIDE_A_WORD;
}

/** How many tokens of the longer text lie between what both begin and end with. */
function differences(texts: TokenSequences, a: number, b: number): number {
  const tokens = texts.tokens();
  const [fromA, toA, fromB, toB] = [texts.startOf(a), texts.startOf(a + 1), texts.startOf(b), texts.startOf(b + 1)];
  const shorter = Math.min(toA - fromA, toB - fromB);
  let begin = 0;
  while (begin < shorter && tokens[fromA + begin] === tokens[fromB + begin]) begin++;
  let end = 0;
  while (end < shorter - begin && tokens[toA - 1 - end] === tokens[toB - 1 - end]) end++;
  return Math.max(toA - fromA, toB - fromB) - begin - end;
}

/** A hash of 53 bits. */
function keyOf(tokens: Int32Array, from: number, to: number): number {
  let [a, b] = [to - from, 0x811c9dc5];
  for (let i = from; i < to; i++) {
    const token = tokens[i] as number;
    a = Math.imul(a ^ token, 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul(b ^ token, 0x01000193) ^ (b >>> 17);
  }
  return mix32(a) * 0x200000 + (mix32(b) >>> 11);
}
