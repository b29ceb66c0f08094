import { ClassifierError } from '../errors/classifier-error.ts';
import { crc32 } from '../hashing/crc32.ts';
import { characterClasses, classOfCodePoint, MARK, UNSPACED, WORD } from '../text/character-class.ts';
import { prepareText } from '../text/prepare.ts';
import { normalize } from './dense-block.ts';
import type { WordEncoder } from './encoder.ts';

const MAGIC = 0x434e4553; // "SENC"
const VERSION = 1;
const TOKENIZER = 'nfkc-lower-runs-greedy-1';
const UNDERSCORE = 0x5f;

interface Header {
  readonly name: string;
  readonly rows: number;
  readonly dim: number;
  readonly maxPiece: number;
  readonly scale: number;
  readonly languages: readonly string[];
  readonly licence: string;
  readonly tokenizer: string;
}

interface Table {
  readonly header: Header;
  readonly h1: Uint32Array;
  readonly h2: Uint32Array;
  readonly scales: Float32Array;
  readonly values: Int8Array;
}

function damaged(what: string): ClassifierError {
  return new ClassifierError('encoder-damaged', `The encoder file is damaged: ${what}.`);
}

/** The sections of the file, as views of its bytes. @throws ClassifierError `encoder-damaged`, `encoder-newer` */
function readTable(given: Uint8Array): Table {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  if (bytes.length < 12) throw damaged(`it has ${bytes.length} bytes, fewer than the 12 of its fixed part`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== MAGIC) throw damaged('it does not begin with SENC');
  const version = view.getUint32(4, true);
  if (version > VERSION) {
    throw new ClassifierError(
      'encoder-newer',
      `The encoder file has format version ${version}; this program reads up to ${VERSION}. Use a newer Taxon.`,
    );
  }
  const headerLength = view.getUint32(8, true);
  if (headerLength > 65_536 || 12 + headerLength > bytes.length)
    throw damaged('its header is longer than the file or than 65,536 bytes');
  const header = parseHeader(bytes.subarray(12, 12 + headerLength));
  let at = 12 + headerLength;
  const section = (length: number) => {
    const start = Math.ceil(at / 64) * 64;
    at = start + length;
    if (at > bytes.length) throw damaged('a section is cut off');
    return bytes.byteOffset + start;
  };
  const { rows, dim } = header;
  const { buffer } = bytes;
  return {
    header,
    h1: new Uint32Array(buffer, section(4 * rows), rows),
    h2: new Uint32Array(buffer, section(4 * rows), rows),
    scales: new Float32Array(buffer, section(4 * rows), rows),
    values: new Int8Array(buffer, section(rows * dim), rows * dim),
  };
}

function parseHeader(bytes: Uint8Array): Header {
  let header: Header;
  try {
    header = JSON.parse(String.fromCharCode(...bytes));
  } catch {
    throw damaged('its header is not JSON');
  }
  const { rows, dim, maxPiece } = header;
  const counts = [rows, dim, maxPiece];
  if (!counts.every((n) => Number.isInteger(n) && n > 0 && n < 1e8))
    throw damaged('its header has sizes that are no whole numbers above 0 and below 100,000,000');
  if (header.tokenizer !== TOKENIZER) {
    throw new ClassifierError(
      'encoder-newer',
      `The encoder file uses the tokenizer ${header.tokenizer}, which this program does not know. Use a newer Taxon.`,
    );
  }
  return header;
}

/** Returns a function from the two hashes of a word to its row in the table, −1 when the table does not have the word. */
function createFinder({ h1, h2, header }: Table): (a: number, b: number) => number {
  let size = 1;
  while (size < 2 * header.rows) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  for (let row = 0; row < header.rows; row++) {
    let at = ((h1[row] as number) ^ ((h2[row] as number) >>> 7)) & mask;
    while ((slots[at] as number) >= 0) at = (at + 1) & mask;
    slots[at] = row;
  }
  return (a, b) => {
    for (let at = (a ^ (b >>> 7)) & mask; ; at = (at + 1) & mask) {
      const row = slots[at] as number;
      if (row < 0 || (h1[row] === a && h2[row] === b)) return row;
    }
  };
}

/** The length in code units of the letter, mark or digit at `i`; 0 when there is another character. */
function runLength(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (code < 0xd800 || code > 0xdbff) {
    const one = characterClasses[code] as number;
    if (one === WORD) return code === UNDERSCORE ? 0 : 1;
    return one === UNSPACED || (one === MARK && code !== 0x200c && code !== 0x200d) ? 1 : 0;
  }
  const codePoint = text.codePointAt(i) ?? 0;
  const one = classOfCodePoint(codePoint);
  const skinTone = codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
  return one === WORD || one === UNSPACED || (one === MARK && !skinTone) ? 2 : 0;
}

type RowVisitor = (row: number, start: number, end: number) => void;

/**
 * Returns a function that visits the table rows of a prepared text. A run of letters, marks and digits that the table has is
 * one piece. Another run is cut from its start: each time the longest prefix that the table has, or else one code unit,
 * which is skipped.
 */
function createPieceFinder(table: Table): (text: string, visit: RowVisitor) => void {
  const find = createFinder(table);
  const { maxPiece } = table.header;
  let a = 0;
  let b = 0;
  const start = () => {
    a = 0x811c9dc5;
    b = 0x9747b28c;
  };
  const step = (code: number) => {
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
    b ^= b >>> 15;
  };
  const split = (text: string, from: number, to: number, visit: RowVisitor) => {
    for (let at = from; at < to; ) {
      start();
      let best = -1;
      let end = at;
      const limit = Math.min(to, at + maxPiece);
      for (let j = at; j < limit; j++) {
        step(text.charCodeAt(j));
        const row = find(a >>> 0, b >>> 0);
        if (row >= 0) {
          best = row;
          end = j + 1;
        }
      }
      if (best >= 0) visit(best, at, end);
      at = best >= 0 ? end : at + 1;
    }
  };
  return (text, visit) => {
    for (let i = 0; i < text.length; ) {
      let length = runLength(text, i);
      if (length === 0) {
        i++;
        continue;
      }
      const from = i;
      start();
      while (length > 0) {
        step(text.charCodeAt(i));
        if (length === 2) step(text.charCodeAt(i + 1));
        i += length;
        length = i < text.length ? runLength(text, i) : 0;
      }
      const row = find(a >>> 0, b >>> 0);
      if (row >= 0) visit(row, from, i);
      else split(text, from, i, visit);
    }
  };
}

/**
 * Opens a static table of word vectors: a file of `assets/`, whose README describes the format and the making. The large
 * parts stay views of `bytes`, which may lie in a SharedArrayBuffer; do not change them afterwards.
 * @throws ClassifierError `encoder-damaged`, `encoder-newer`
 */
export function openEncoder(bytes: Uint8Array): WordEncoder {
  const table = readTable(bytes);
  const { header, scales, values } = table;
  const visitRows = createPieceFinder(table);
  const dimension = header.dim;
  const piece = new Float32Array(dimension);
  return {
    id: `${header.name}:${crc32(bytes).toString(16).padStart(8, '0')}`,
    dimension,
    languages: header.languages,
    scale: header.scale,
    licence: header.licence,
    embed(texts) {
      const vectors = new Float32Array(texts.length * dimension);
      for (const [i, text] of texts.entries()) {
        const sum = vectors.subarray(i * dimension, (i + 1) * dimension);
        visitRows(prepareText(text).text, (row) => {
          const scale = scales[row] as number;
          const base = row * dimension;
          for (let k = 0; k < dimension; k++) sum[k] = (sum[k] as number) + scale * (values[base + k] as number);
        });
        normalize(sum);
      }
      return vectors;
    },
    visitPieces(prepared, visit) {
      const sum = new Float32Array(dimension);
      visitRows(prepared, (row, start, end) => {
        const scale = scales[row] as number;
        for (let k = 0; k < dimension; k++) {
          piece[k] = scale * (values[row * dimension + k] as number);
          sum[k] = (sum[k] as number) + (piece[k] as number);
        }
        visit(start, end, piece);
      });
      return Math.sqrt(sum.reduce((total, x) => total + x * x, 0));
    },
  };
}
