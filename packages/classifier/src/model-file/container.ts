import { ClassifierError } from '../errors/classifier-error.ts';
import { crc32 } from '../hashing/crc32.ts';

// The layout of a model file. Numbers are little endian.
//
//   bytes 0…3    "TXNM"
//   bytes 4…7    format version
//   bytes 8…11   CRC-32 of bytes 12 to the first section
//   bytes 12…15  length of the header in bytes
//   from 16      header: JSON in ASCII
//   then         the sections, in the order of the header's list
//
// Each section starts at a multiple of 64 bytes; zeros fill the space between. The CRC of a section covers the zeros after it.
// So no byte of a file can change unnoticed.
const MAGIC = 0x4d4e5854;
const PREFIX = 16;
const ALIGNMENT = 64;

/** The format that this program writes, and the newest that it reads. */
export const FORMAT_VERSION = 1;

// In bytes. A header with 200 long class names and their metrics has about 200 KB.
const MAX_HEADER = 16 << 20;

interface SectionEntry {
  readonly name: string;
  readonly bytes: number;
  readonly crc: number;
}

/** A named part of the file. */
export interface Section {
  readonly name: string;
  readonly data: Uint8Array;
}

/** What `readContainer` found: the header as JSON, and the sections by name. */
export interface Container {
  readonly header: Readonly<Record<string, unknown>>;
  readonly sections: ReadonlyMap<string, Uint8Array>;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function damaged(what: string): ClassifierError {
  return new ClassifierError('model-damaged', `The model file is damaged: ${what}.`);
}

/** JSON in ASCII. Other characters become \u escapes, so reading needs no text decoder. */
function toAsciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function fromAscii(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

/** The bytes of a file with this header and these sections. The header must be JSON without a member `sections`. */
export function writeContainer(header: Readonly<Record<string, unknown>>, sections: readonly Section[]): Uint8Array {
  const padded = sections.map(({ data }) => {
    const copy = new Uint8Array(aligned(data.length));
    copy.set(data);
    return copy;
  });
  const entries = sections.map(({ name, data }, i): SectionEntry => {
    return { name, bytes: data.length, crc: crc32(padded[i] as Uint8Array) };
  });
  const text = toAsciiJson({ ...header, sections: entries });
  const headerEnd = aligned(PREFIX + text.length);
  const bytes = new Uint8Array(headerEnd + padded.reduce((sum, one) => sum + one.length, 0));
  for (let i = 0; i < text.length; i++) bytes[PREFIX + i] = text.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT_VERSION, true);
  view.setUint32(12, text.length, true);
  view.setUint32(8, crc32(bytes.subarray(12, headerEnd)), true);
  let at = headerEnd;
  for (const one of padded) {
    bytes.set(one, at);
    at += one.length;
  }
  return bytes;
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; end: number } {
  if (bytes.length < PREFIX) throw damaged(`it has ${bytes.length} bytes, fewer than the ${PREFIX} of its fixed part`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== MAGIC) throw damaged('it does not begin with the mark of a Taxon model');
  const version = view.getUint32(4, true);
  if (version > FORMAT_VERSION) {
    throw new ClassifierError(
      'model-newer',
      `The model file has format version ${version}; this program reads up to ${FORMAT_VERSION}. Use a newer Taxon.`,
    );
  }
  const length = view.getUint32(12, true);
  const end = aligned(PREFIX + length);
  if (version < 1) throw damaged('its format version is 0');
  if (length > MAX_HEADER || end > bytes.length) throw damaged('its header is longer than the file or than 16 MB');
  if (crc32(bytes.subarray(12, end)) !== view.getUint32(8, true)) throw damaged('the checksum of its header differs');
  return { header: JSON.parse(fromAscii(bytes.subarray(PREFIX, PREFIX + length))), end };
}

/**
 * Reads a file and checks every checksum. The sections are views of `bytes`, which may lie in a SharedArrayBuffer.
 * @throws ClassifierError `model-damaged`, `model-newer`
 */
export function readContainer(bytes: Uint8Array): Container {
  const { header, end } = readHeader(bytes);
  const sections = new Map<string, Uint8Array>();
  let at = end;
  if (!Array.isArray(header.sections)) throw damaged('its header names no sections');
  for (const { name, bytes: length, crc } of header.sections as SectionEntry[]) {
    if (!Number.isInteger(length) || length < 0) throw damaged(`section ${name} has no length`);
    const next = at + aligned(length);
    if (next > bytes.length) throw damaged(`section ${name} is cut off`);
    if (crc32(bytes.subarray(at, next)) !== crc) throw damaged(`the checksum of section ${name} differs`);
    sections.set(name, bytes.subarray(at, at + length));
    at = next;
  }
  if (at !== bytes.length) throw damaged(`${bytes.length - at} bytes follow its last section`);
  return { header, sections };
}
