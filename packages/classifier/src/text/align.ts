import { classOfCodePoint, MARK } from './character-class.ts';
import { MAX_CHARACTERS, prepareText } from './prepare.ts';

/** Says where each code unit of a prepared text comes from in the original text. */
export interface Alignment {
  readonly prepared: string;
  /** By prepared code unit: the first original code unit that it comes from. */
  readonly start: Int32Array;
  /** By prepared code unit: the position after the last original code unit that it comes from. */
  readonly end: Int32Array;
}

/**
 * Cuts a text into characters together with their combining marks. To normalise these pieces one by one gives, in nearly
 * all texts, the same as to normalise the whole text.
 */
function* clusters(text: string): Generator<string> {
  let from = 0;
  for (let i = 0; i < text.length; ) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (i > from && classOfCodePoint(codePoint) !== MARK) {
      yield text.slice(from, i);
      from = i;
    }
    i += codePoint > 0xffff ? 2 : 1;
  }
  if (from < text.length) yield text.slice(from);
}

function* words(text: string): Generator<string> {
  for (const [word] of text.matchAll(/\s+|\S+/gu)) yield word;
}

/** Aligns by the given pieces; undefined when normalising them one by one does not give the prepared text's length. */
function alignBy(pieces: Iterable<string>, prepared: string): Alignment | undefined {
  const start = new Int32Array(prepared.length);
  const end = new Int32Array(prepared.length);
  let at = 0;
  let original = 0;
  for (const piece of pieces) {
    const length = piece.normalize('NFKC').toLowerCase().length;
    if (at + length > prepared.length) return undefined;
    start.fill(original, at, at + length);
    end.fill(original + piece.length, at, at + length);
    // A piece whose length does not change is aligned code unit by code unit.
    if (length === piece.length) {
      for (let k = 0; k < length; k++) {
        start[at + k] = original + k;
        end[at + k] = original + k + 1;
      }
    }
    at += length;
    original += piece.length;
  }
  return at === prepared.length ? { prepared, start, end } : undefined;
}

/**
 * Prepares a text and says where each code unit comes from. It tries three ways and takes the first that fits: by
 * characters with their marks; by words (needed for Hangul that is written in single letters); the whole text as one piece.
 */
export function alignText(text: string): Alignment {
  const { text: prepared } = prepareText(text);
  const read = text.slice(0, MAX_CHARACTERS);
  const found = alignBy(clusters(read), prepared) ?? alignBy(words(read), prepared);
  if (found !== undefined) return found;
  return {
    prepared,
    start: new Int32Array(prepared.length),
    end: new Int32Array(prepared.length).fill(read.length),
  };
}
