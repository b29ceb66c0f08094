import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { FileProblem } from '../file-problem.ts';

/** Bounds of an archive, against archives that expand without end. */
export interface ZipLimits {
  /** Entries at most. */
  readonly entries: number;
  /** Bytes of all entries together when they are expanded. */
  readonly expandedBytes: number;
  /** How many bytes a compressed byte may become, in entries that expand to more than 1 MB. */
  readonly ratio: number;
}

/** An archive in memory whose list of entries has been read and lies within the limits. */
export interface OpenZip {
  /** The names of the entries, in the order of the archive. They are names only: never open one as a path. */
  readonly names: readonly string[];
  /**
   * The bytes of an entry as they expand; undefined when there is none of the name. Ends with a FileProblem when the entry
   * is damaged, encrypted, or longer than the list of entries says: yauzl compares the sizes while it expands.
   */
  read(name: string): AsyncGenerator<Uint8Array> | undefined;
}

const smallEntry = 1 << 20;

/** Opens a ZIP archive. Throws FileProblem when it is none, or beyond a limit. Nothing is expanded before `read`. */
export async function openZip(bytes: Uint8Array, limits: ZipLimits): Promise<OpenZip> {
  const archive = await asProblem(() => fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
  if (archive.entryCount > limits.entries) {
    throw new FileProblem(`it holds ${archive.entryCount} entries; at most ${limits.entries} are read`);
  }
  const entries = new Map<string, Entry>();
  let expanded = 0;
  await asProblem(async () => {
    for await (const entry of archive.eachEntry()) {
      expanded += entry.uncompressedSize;
      if (expanded > limits.expandedBytes) {
        throw new FileProblem(`it expands to more than ${limits.expandedBytes} bytes`);
      }
      if (entry.uncompressedSize > smallEntry && entry.uncompressedSize > entry.compressedSize * limits.ratio) {
        throw new FileProblem(`an entry expands to more than ${limits.ratio} times its size`);
      }
      entries.set(entry.fileName, entry);
    }
  });
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      return entry && readEntry(archive, entry);
    },
  };
}

async function* readEntry(archive: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw new FileProblem('it is encrypted');
  let stream: Readable | undefined;
  try {
    stream = await archive.openReadStreamPromise(entry);
    yield* stream;
  } catch (error) {
    throw problemOf(error);
  } finally {
    stream?.destroy();
  }
}

async function asProblem<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw problemOf(error);
  }
}

// What yauzl and zlib say of a bad archive can hold names of entries, so it is not repeated.
function problemOf(error: unknown): unknown {
  if (error instanceof FileProblem || !(error instanceof Error)) return error;
  return new FileProblem('it is a damaged ZIP archive');
}
