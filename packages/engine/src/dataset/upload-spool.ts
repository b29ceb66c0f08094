import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { EngineError } from '../platform/index.ts';

/** Bytes of a body that wait in memory before a file is made for it: most half-sent bodies never get one. */
const heldBytes = 64 * 1024;
const pieceBytes = 1 << 20;
const megabyte = 1_000_000;

export interface UploadSpoolOptions {
  /** The folder of the files; made when the first one is needed. */
  readonly folder: string;
  readonly newId: () => string;
  /** Megabytes of all bodies that are being received or stored at one time. */
  readonly megabytes: number;
}

/** Where bodies wait until they are complete, outside the database. */
export interface UploadSpool {
  /**
   * Reads a body to its end, and then gives it to `use` in pieces of at most 1 MB. Nothing of it is left afterwards, also
   * when the body breaks off or the process is killed. Throws what the body throws, `import/busy` when there is no room
   * beside the other bodies, and `import/disk-full`.
   */
  receive<T>(body: Readable, use: (pieces: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T>;
}

export function createUploadSpool({ folder, newId, megabytes }: UploadSpoolOptions): UploadSpool {
  let taken = 0;
  const take = (bytes: number): void => {
    if (taken + bytes > megabytes * megabyte) {
      throw new EngineError('import/busy', { count: Math.floor(taken / megabyte), limit: megabytes });
    }
    taken += bytes;
  };
  return {
    receive: async (body, use) => {
      const spooled = createSpooledBody(() => openNameless(folder, newId()));
      let own = 0;
      try {
        for await (const chunk of body as AsyncIterable<Buffer | string>) {
          const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
          take(bytes.length);
          own += bytes.length;
          await spooled.add(bytes);
        }
        return await use(spooled.pieces());
      } catch (error) {
        if (isDiskFull(error)) throw new EngineError('import/disk-full');
        throw error;
      } finally {
        taken -= own;
        await spooled.close();
      }
    },
  };
}

interface SpooledBody {
  add(bytes: Buffer): Promise<void>;
  pieces(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** The first bytes are held in memory; as soon as they are too many, all go into a file. */
function createSpooledBody(openFile: () => Promise<NamelessFile>): SpooledBody {
  let held: Buffer[] = [];
  let heldLength = 0;
  let length = 0;
  let file: NamelessFile | undefined;
  const flush = async (): Promise<void> => {
    file ??= await openFile();
    const bytes = Buffer.concat(held);
    held = [];
    heldLength = 0;
    await writeAll(file.handle, bytes, length);
    length += bytes.length;
  };
  return {
    add: async (bytes) => {
      held.push(bytes);
      heldLength += bytes.length;
      if (heldLength > heldBytes) await flush();
    },
    pieces: async function* () {
      if (file === undefined) {
        if (heldLength > 0) yield Buffer.concat(held);
        return;
      }
      if (heldLength > 0) await flush();
      for (let from = 0; from < length; from += pieceBytes) {
        yield await readAll(file.handle, from, Math.min(pieceBytes, length - from));
      }
    },
    close: async () => file?.close(),
  };
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}

async function readAll(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new Error('A spooled upload is shorter than what was written into it.');
    done += bytesRead;
  }
  return bytes;
}

interface NamelessFile {
  readonly handle: FileHandle;
  close(): Promise<void>;
}

/**
 * A new file that has lost its name already: the system frees it when this process closes it or ends in any way. Where an
 * open file cannot lose its name (Windows), it is deleted at the end.
 */
async function openNameless(folder: string, name: string): Promise<NamelessFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const handle = await open(path, 'wx+', 0o600);
  const named = await rm(path).then(
    () => false,
    () => true,
  );
  return {
    handle,
    close: async () => {
      await handle.close();
      if (named) await rm(path, { force: true });
    },
  };
}

/** ENOSPC: the disk is full; EDQUOT: the user's share of it is. */
function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
