import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { decodeUtf8, documentTextElements, FileProblem } from '../files/index.ts';
import { countTextElementsTask, storableText, type ThreadPool } from '../platform/index.ts';
import { isContainerName } from '../projects/index.ts';
import type { ContainerReader, ContainerService, TextRead } from './container.ts';
import { locationProblem } from './location.ts';
import { createStoredNames } from './stored-names.ts';

// 128,000 text elements of the longest emoji sequences are 4.5 MB. A file beyond this size is refused without reading it.
const longestFile = 8 << 20;

interface ContainerDeps {
  /** Folder containers lie in `containers/<name>/` here. */
  readonly dataDirectory: string;
  readonly threads: ThreadPool;
}

/** Folder containers. The names of files come from uploads, so they are never trusted. */
export function createContainerService({ dataDirectory, threads }: ContainerDeps): ContainerService {
  const folderOf = (container: string): string | undefined =>
    isContainerName(container) ? join(dataDirectory, 'containers', container) : undefined;
  return {
    exists: async (container) => {
      const folder = folderOf(container);
      return folder !== undefined && ((await found(stat(folder)))?.isDirectory() ?? false);
    },
    reader: (container) => {
      const folder = folderOf(container);
      return folder === undefined ? emptyReader : createReader(folder, threads);
    },
  };
}

const emptyReader: ContainerReader = {
  read: async (location) => ({ ok: false, problem: locationProblem(location) ?? 'missing' }),
};

// A name of ASCII characters is the same in every Unicode form.
const beyondAscii = /\P{ASCII}/u;

function createReader(folder: string, threads: ThreadPool): ContainerReader {
  const names = createStoredNames(folder, async (path) => (await found(readdir(path, { withFileTypes: true }))) ?? []);
  return {
    read: async (location) => {
      const spelling = locationProblem(location);
      if (spelling !== undefined) return { ok: false, problem: spelling };
      const read = await readText(folder, location, threads);
      if (read.ok || read.problem !== 'missing') return read;
      const stored = beyondAscii.test(location) ? await names.find(location) : undefined;
      if (stored !== undefined) return readText(folder, stored, threads);
      // There is a rule for it, which says more than that the file is missing.
      return location.includes('\\') ? { ok: false, problem: 'not-relative' } : read;
    },
  };
}

async function readText(folder: string, location: string, threads: ThreadPool): Promise<TextRead> {
  const path = join(folder, location);
  // The file itself may not be a symlink, and opening a pipe may not wait for its other end.
  const opened = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(refusalOf);
  if (typeof opened === 'string') return { ok: false, problem: opened };
  try {
    // No folder on the way may be a symlink. The folder of the container may be one, because the operator makes it.
    const real = await found(realpath(path));
    if (real === undefined) return { ok: false, problem: 'missing' };
    if (real !== join(await realpath(folder), location)) return { ok: false, problem: 'link' };
    return await decode(opened, location, threads);
  } finally {
    await opened.close();
  }
}

async function decode(file: FileHandle, location: string, threads: ThreadPool): Promise<TextRead> {
  const { size } = await statFile(file);
  if (size === undefined) return { ok: false, problem: 'missing' };
  if (size > longestFile) return { ok: false, problem: 'too-long' };
  const decoded = await decodeWhole(await file.readFile());
  if (typeof decoded !== 'string') return { ok: false, problem: 'undecodable', advice: decoded.advice };
  if (decoded.trim() === '') return { ok: false, problem: 'empty' };
  if (decoded.length > documentTextElements) {
    const [length = 0] = await threads.run(countTextElementsTask, [decoded]);
    if (length > documentTextElements) return { ok: false, problem: 'too-long', length };
  }
  const { text, replaced } = storableText(decoded);
  return { ok: true, location, text, replacedCharacters: replaced };
}

/** The bytes as text, by the reader of uploads, so that a text in a container gets the same advice as a file of rows. */
async function decodeWhole(bytes: Uint8Array): Promise<string | { readonly advice: string }> {
  let text = '';
  try {
    for await (const part of decodeUtf8(Readable.from([bytes]))) text += part;
    return text;
  } catch (error) {
    if (error instanceof FileProblem) return { advice: error.message };
    throw error;
  }
}

async function statFile(file: FileHandle): Promise<{ size: number | undefined }> {
  const facts = await file.stat();
  return { size: facts.isFile() ? facts.size : undefined };
}

/** The result of a read. Undefined when no file is there. Any other error is thrown. */
async function found<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (refusalOf(error) === 'missing') return undefined;
    throw error;
  }
}

// A socket, or a file that this process may not read, counts as missing, so that it does not stop the other files.
const unreadable = new Set(['EACCES', 'EPERM', 'ENXIO']);

/** Why a file could not be opened: `missing`, or `link` for a symlink. Other errors are thrown. */
function refusalOf(error: unknown): 'missing' | 'link' {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'EISDIR' || unreadable.has(code))
    return 'missing';
  if (code === 'ELOOP') return 'link';
  throw error;
}
