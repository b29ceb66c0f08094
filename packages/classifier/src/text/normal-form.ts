import { characterClasses, classOfCodePoint, MARK, OTHER, SYMBOL, WORD } from './character-class.ts';
import { prepareText } from './prepare.ts';
import { MAX_PREPARED } from './tokenizer.ts';

// What the scan does with a code unit. Those up to SYMBOL (4) are written, and are the classes of the character table.
const INVISIBLE = 5;
const APOSTROPHE = 6;
/** + < > =: kept wherever they stand. */
const SIGN = 7;
/** # and %: kept behind a word, as in C# and 5%. */
const SUFFIX = 8;
/** . , : / -: kept between two digits. */
const IN_NUMBER = 9;
const EYES = 10;
const SHARP_S = 11;
const FINAL_SIGMA = 12;
const HIGH_SURROGATE = 13;

const [SPACE, LETTER_S, SIGMA, MINUS, MINUS_SIGN] = [0x20, 0x73, 0x3c3, 0x2d, 0x2212];
/** The first code unit of tags and of the rare variation selectors, which nobody sees. */
const TAGS_AND_SELECTORS = 0xdb40;

/** By range of code units, both ends included: what nobody sees. Unicode's Default_Ignorable_Code_Point and control characters. */
const INVISIBLE_RANGES = [
  [0x00, 0x08],
  [0x0e, 0x1b],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
] as const;

function buildActions(): Uint8Array {
  const actions = characterClasses.slice(0, 0x10000);
  const set = (characters: string, action: number) => {
    for (const one of characters) actions[one.charCodeAt(0)] = action;
  };
  for (const [from, to] of INVISIBLE_RANGES) actions.fill(INVISIBLE, from, to + 1);
  set("'`\u2018\u2019\u02b9\u02bc", APOSTROPHE);
  set('+<>=', SIGN);
  set('#%', SUFFIX);
  set('.,:/-\u2212', IN_NUMBER);
  set(';', EYES);
  set('ß', SHARP_S);
  set('ς', FINAL_SIGMA);
  actions.fill(HIGH_SURROGATE, 0xd800, 0xdc00);
  return actions;
}

const actions = buildActions();

const codesOf = (characters: string) => new Set(Array.from(characters, (one) => one.charCodeAt(0)));
// ":)" and ":(" are opposites, so they are kept: eyes, perhaps a nose, a mouth, and no letter behind it.
const EMOTICON_EYES = codesOf(':;=');
const NOSES = codesOf("-'^");
const MOUTHS = codesOf('()[]<>|*\\/');

/** How many code units the emoticon has that begins at `at`; 0 when none does. */
function emoticonLength(text: string, at: number): number {
  if (!EMOTICON_EYES.has(text.charCodeAt(at))) return 0;
  const mouth = NOSES.has(text.charCodeAt(at + 1)) ? at + 2 : at + 1;
  const code = text.charCodeAt(mouth);
  if (!MOUTHS.has(code)) return 0;
  const next = text.charCodeAt(mouth + 1);
  // Behind the end of the text the code is NaN, which is in no table. "://" is part of an address.
  return characterClasses[next] === WORD || next === code ? 0 : mouth + 1 - at;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Writes normal forms. It has a buffer of its own, 0.2 MB, that each call overwrites. */
export interface FormWriter {
  /** Valid up to the length that `write` returned. */
  readonly codes: Uint16Array;
  /** Writes the normal form (see `normalForm`) of a text. Returns its length in UTF-16 code units. */
  write(text: string): number;
}

export function createFormWriter(): FormWriter {
  // ß gives two code units, and blanks stand between words only: so the form is at most twice as long as the text.
  const codes = new Uint16Array(2 * MAX_PREPARED + 2);
  let size = 0;
  /** The class of the last character that was written. */
  let last = OTHER;
  /** Whether something came since then that is not written. */
  let separated = false;

  const put = (code: number, kind: number) => {
    if (separated && last === WORD && kind === WORD) codes[size++] = SPACE;
    codes[size++] = code;
    last = kind;
    separated = false;
  };

  /** A character of two code units. Returns how many were read. */
  const putPair = (text: string, at: number): number => {
    const codePoint = text.codePointAt(at) as number;
    const high = text.charCodeAt(at);
    if (high === TAGS_AND_SELECTORS) return codePoint > 0xffff ? 2 : 1;
    const kind = codePoint > 0xffff ? classOfCodePoint(codePoint) : OTHER;
    if (kind === OTHER) separated = true;
    else {
      put(high, kind === MARK ? last : kind);
      codes[size++] = text.charCodeAt(at + 1);
    }
    return codePoint > 0xffff ? 2 : 1;
  };

  /** A mark that is kept in some places only. Returns how many code units were read. */
  const putMark = (text: string, at: number, action: number): number => {
    const length = emoticonLength(text, at);
    if (length > 0) {
      for (let k = at; k < at + length; k++) put(text.charCodeAt(k), SYMBOL);
      return length;
    }
    const code = text.charCodeAt(at);
    if (action === SIGN || (action === SUFFIX && last === WORD && !separated)) put(code, SYMBOL);
    else if (action === IN_NUMBER && isDigit(text.charCodeAt(at + 1))) {
      const startsNumber = (code === MINUS || code === MINUS_SIGN) && (separated || last !== WORD);
      if (isDigit(text.charCodeAt(at - 1))) put(code, WORD);
      else if (startsNumber) put(MINUS, WORD);
      else separated = true;
    } else separated = true;
    return 1;
  };

  const isInWord = (text: string, at: number) =>
    last === WORD && !separated && characterClasses[text.charCodeAt(at + 1)] === WORD;

  return {
    codes,
    write(given) {
      const { text } = prepareText(given);
      const length = Math.min(text.length, MAX_PREPARED);
      size = 0;
      last = OTHER;
      separated = false;
      for (let i = 0; i < length; ) {
        const code = text.charCodeAt(i);
        const action = actions[code] as number;
        let read = 1;
        if (action === OTHER) separated = true;
        else if (action < MARK || action === SYMBOL) put(code, action);
        else if (action === MARK) put(code, last);
        else if (action === HIGH_SURROGATE) read = putPair(text, i);
        else if (action === SHARP_S) {
          put(LETTER_S, WORD);
          put(LETTER_S, WORD);
        } else if (action === FINAL_SIGMA) put(SIGMA, WORD);
        else if (action === APOSTROPHE) separated = separated || !isInWord(text, i);
        else if (action !== INVISIBLE) read = putMark(text, i, action);
        i += read;
      }
      return size;
    },
  };
}

const MOST_ARGUMENTS = 4096;

/** The string of these code units. */
function stringOf(codes: Uint16Array, from: number, to: number): string {
  let result = '';
  for (let at = from; at < to; at += MOST_ARGUMENTS) {
    const part = codes.subarray(at, Math.min(to, at + MOST_ARGUMENTS)) as unknown as number[];
    result += String.fromCharCode.apply(null, part);
  }
  return result;
}

/** The punctuation of a text without anything else, each as it is. */
function punctuationOf(text: string): string {
  const visible = (one: string) => !/\s/.test(one) && (actions[one.charCodeAt(0)] as number) !== INVISIBLE;
  return Array.from(prepareText(text).text)
    .filter((one) => visible(one) && one.charCodeAt(0) !== TAGS_AND_SELECTORS)
    .join('');
}

/**
 * The form that two texts share when a person would call them the same text. Equal forms mean: the texts differ in nothing but
 *
 * - letter case, the width and the composition of characters (NFKC, lower case, ß as ss, ς as σ);
 * - blanks, line ends and invisible characters;
 * - punctuation, quotes and brackets, and apostrophes inside words.
 *
 * What else a mark says is kept: + < > = anywhere, # and % behind a word (C#, 5%), a minus before a number, separators between
 * digits (1.5 is not 15), emoticons, currency signs, emoji. Accents are kept. A text of punctuation alone is its own form,
 * without blanks. As features do, the form reads the first 20,000 code units.
 *
 * It depends on the committed character table and on NFKC, not on a locale.
 *
 * @param writer to be used again for many texts
 */
export function normalForm(text: string, writer: FormWriter = createFormWriter()): string {
  const size = writer.write(text);
  if (size > 0) return stringOf(writer.codes, 0, size);
  return punctuationOf(text);
}
