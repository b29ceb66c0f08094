import { isUtf8 } from 'node:buffer';
import { FileProblem } from '../file-problem.ts';
import { likelyEncoding, utf16Of } from './likely-encoding.ts';

/** Decodes the bytes of a text file as they come in. */
export interface TextDecoding {
  /** The text of this piece; a character that is not complete waits for the next one. Throws FileProblem. */
  write(piece: Uint8Array): string;
  end(): string;
  /** The encoding by WHATWG name; undefined while too few bytes came to say. */
  readonly encoding: string | undefined;
  /** Why rows with bytes that are no UTF-8 are refused, with the likely encoding; undefined: there were none so far. */
  readonly badBytes: string | undefined;
}

/** The WHATWG name of a charset, undefined for one that cannot be decoded. ASCII is read as UTF-8, of which it is a part. */
export function findCharset(label: string): string | undefined {
  if (/^\s*(?:us-)?ascii\s*$/i.test(label)) return 'utf-8';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** Enough to see a byte order mark, or UTF-16 without one. */
const enoughToTell = 8;
const nothing: Uint8Array = new Uint8Array(0);

/**
 * Decodes by `charset` when one is given, else by the byte order mark, else as UTF-16 when the file begins like that, else
 * as UTF-8. A byte order mark is left out. In UTF-8 a byte that belongs to no character becomes the lone surrogate
 * U+DC00 + byte (PEP 383), which valid UTF-8 never makes, so that one bad byte costs only its row.
 */
export function createTextDecoding(charset?: string): TextDecoding {
  let head: Uint8Array = nothing;
  let decoder: Decoder | undefined;
  const begin = (whole: boolean): string => {
    if (head.length < enoughToTell && !whole) return '';
    decoder = decoderOf(head, charset);
    const text = decoder.write(head);
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  };
  return {
    write: (piece) => {
      if (decoder !== undefined) return decoder.write(piece);
      head = Buffer.concat([head, piece]);
      return begin(false);
    },
    end: () => (decoder === undefined ? begin(true) : '') + (decoder?.end() ?? ''),
    get encoding() {
      return decoder?.encoding;
    },
    get badBytes() {
      return decoder?.badBytes;
    },
  };
}

type Decoder = Pick<TextDecoding, 'write' | 'end' | 'encoding' | 'badBytes'>;

function decoderOf(head: Uint8Array, charset: string | undefined): Decoder {
  const [a, b, c, d] = head;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new FileProblem('it is UTF-32: save it as UTF-8');
  }
  const marked = a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : undefined;
  const given = charset === undefined ? undefined : (findCharset(charset) ?? unknown(charset));
  const utf16 = given === undefined || given === 'utf-8' || given.startsWith('utf-16') ? utf16Of(head) : undefined;
  const encoding = marked ?? utf16 ?? given ?? 'utf-8';
  return encoding === 'utf-8' ? utf8Decoder() : otherDecoder(encoding);
}

function unknown(charset: string): never {
  throw new FileProblem(`its charset "${charset.slice(0, 60)}" is not known: save it as UTF-8`);
}

function otherDecoder(encoding: string): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let passed = 0;
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      const where = `between the byte offsets ${passed} and ${passed + (piece?.length ?? 0)}`;
      throw new FileProblem(`it is not valid ${encoding} (${where}): save it as UTF-8`);
    }
  };
  return {
    write: (piece) => {
      const text = decode(piece);
      passed += piece.length;
      return text;
    },
    end: () => decode(),
    encoding,
    badBytes: undefined,
  };
}

function utf8Decoder(): Decoder {
  let rest: Uint8Array = nothing;
  let badBytes: string | undefined;
  const decode = (bytes: Uint8Array): string => {
    if (isUtf8(bytes)) return textOf(bytes);
    badBytes ??= adviceFor(bytes);
    return escaped(bytes);
  };
  return {
    write: (piece) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const end = bytes.length - unfinished(bytes);
      rest = bytes.slice(end);
      return decode(bytes.subarray(0, end));
    },
    end: () => decode(rest),
    encoding: 'utf-8',
    get badBytes() {
      return badBytes;
    },
  };
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** What to do about bytes that are no UTF-8: one sentence for a row, a file or a document. */
function adviceFor(bytes: Uint8Array): string {
  if (bytes.includes(0)) return 'is not valid UTF-8 and holds zero bytes, as UTF-16 does: save it as UTF-8';
  const likely = likelyEncoding(bytes);
  if (likely.startsWith('utf-16')) return `is ${likely.toUpperCase()}, not UTF-8: save it as UTF-8`;
  return `is not valid UTF-8, it looks like ${likely}: save it as UTF-8, or send it with charset=${likely}`;
}

/** How many bytes at the end are a character that the next piece may complete. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2);

/** The text, with each byte that belongs to no character as a lone surrogate. */
function escaped(bytes: Uint8Array): string {
  let text = '';
  let good = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    const length = byte < 0x80 ? 1 : lengthOf(byte);
    if (byte < 0x80 || (at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)))) {
      at += length;
      continue;
    }
    text += textOf(bytes.subarray(good, at)) + String.fromCharCode(0xdc00 + byte);
    at += 1;
    good = at;
  }
  return text + textOf(bytes.subarray(good));
}
