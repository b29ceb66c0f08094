import { likelyEncoding, utf16Of } from './encoding/likely-encoding.ts';
import { FileProblem } from './file-problem.ts';

/**
 * Decodes pieces as UTF-8, a byte order mark at the beginning tolerated. Throws FileProblem for UTF-16, with
 * or without a mark, and at the first bad byte, by its offset from 0 and its line from 1.
 */
export async function* decodeUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const place = createPlace();
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw problemAt(place, piece ?? new Uint8Array(0));
    }
  };
  for await (const piece of pieces) {
    // ASCII in UTF-16 without a byte order mark is valid UTF-8, with a U+0000 behind or before each character.
    if (place.bytes === 0 && utf16Of(piece) !== undefined) throw isUtf16();
    yield decode(piece);
    place.pass(piece);
  }
  yield decode();
}

interface Place {
  /** Bytes and ends of lines in the pieces passed. */
  readonly bytes: number;
  readonly lines: number;
  /** The last bytes passed, of which up to three may belong to a character that was not complete. */
  readonly tail: Uint8Array;
  pass(piece: Uint8Array): void;
}

const longestCharacter = 4;
const lineFeed = 10;

function createPlace(): Place {
  let bytes = 0;
  let lines = 0;
  let tail: Uint8Array = new Uint8Array(0);
  return {
    get bytes() {
      return bytes;
    },
    get lines() {
      return lines;
    },
    get tail() {
      return tail;
    },
    pass: (piece) => {
      bytes += piece.length;
      lines += lineFeeds(piece);
      tail = Buffer.concat([tail, piece.subarray(-longestCharacter)]).subarray(-longestCharacter);
    },
  };
}

function lineFeeds(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

function isUtf16(): FileProblem {
  return new FileProblem('it is UTF-16, not UTF-8: save it as UTF-8', 'must be UTF-8');
}

function problemAt({ bytes, lines, tail }: Place, piece: Uint8Array): FileProblem {
  const begun = unfinished(tail);
  const rest = Buffer.concat([begun, piece]);
  const bad = firstBad(rest);
  const offset = bytes - begun.length + bad;
  const line = lines + lineFeeds(rest.subarray(0, bad)) + 1;
  const place = `byte offset ${offset}, line ${line}`;
  const advice = `it looks like ${likelyEncoding(rest)}: save it as UTF-8`;
  return new FileProblem(`it is not valid UTF-8 (${place}); ${advice}`, 'must be valid UTF-8');
}

/** The bytes of an incomplete character at the end. All bytes before them were valid. */
function unfinished(tail: Uint8Array): Uint8Array {
  const lead = tail.findLastIndex((byte) => (byte & 0xc0) !== 0x80);
  const byte = tail[lead];
  if (byte === undefined || byte < 0xc0) return tail.subarray(tail.length);
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  return tail.length - lead < length ? tail.subarray(lead) : tail.subarray(tail.length);
}

/** Where the first invalid character begins. Goes byte by byte, because it runs once a file. */
function firstBad(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let begin = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    try {
      if (decoder.decode(bytes.subarray(at, at + 1), { stream: true }) !== '') begin = at + 1;
    } catch {
      return begin;
    }
  }
  return begin;
}
