import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { documentTextElements } from '../files/index.ts';
import { countTextElementsTask, storableText, type ThreadPool } from '../platform/index.ts';
import { isContainerName } from '../projects/index.ts';
import type { ContainerService, TextRead } from './container.ts';

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
    read: async (container, location) => {
      const folder = folderOf(container);
      if (folder === undefined || !staysInside(location)) return { ok: false, problem: 'outside' };
      return readText(folder, location, threads);
    },
  };
}

/** Whether a location, by its spelling, stays in the container: no absolute path, `..`, `.`, empty part or NUL. */
function staysInside(location: string): boolean {
  if (location.includes('\0')) return false;
  return location.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

async function readText(folder: string, location: string, threads: ThreadPool): Promise<TextRead> {
  const path = join(folder, location);
  // The file itself may not be a symlink, and opening a pipe may not wait for its other end.
  const opened = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(problemOf);
  if (typeof opened === 'string') return { ok: false, problem: opened };
  try {
    // No folder on the way may be a symlink. The folder of the container may be one, because the operator makes it.
    const real = await found(realpath(path));
    if (real === undefined) return { ok: false, problem: 'missing' };
    if (real !== join(await realpath(folder), location)) return { ok: false, problem: 'outside' };
    return await decode(opened, threads);
  } finally {
    await opened.close();
  }
}

async function decode(file: FileHandle, threads: ThreadPool): Promise<TextRead> {
  const { size } = await statFile(file);
  if (size === undefined) return { ok: false, problem: 'missing' };
  if (size > longestFile) return { ok: false, problem: 'too-long' };
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, problem: 'undecodable' };
    throw error;
  }
  if (decoded.trim() === '') return { ok: false, problem: 'empty' };
  if (decoded.length > documentTextElements) {
    const [length = 0] = await threads.run(countTextElementsTask, [decoded]);
    if (length > documentTextElements) return { ok: false, problem: 'too-long', length };
  }
  const { text, replaced } = storableText(decoded);
  return { ok: true, text, replacedCharacters: replaced };
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
    if (problemOf(error) === 'missing') return undefined;
    throw error;
  }
}

// A socket, or a file that this process may not read, counts as missing, so that it does not stop the other files.
const unreadable = new Set(['EACCES', 'EPERM', 'ENXIO']);

/** Why a file could not be opened: `missing`, or `outside` for a symlink. Other errors are thrown. */
function problemOf(error: unknown): 'missing' | 'outside' {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'EISDIR' || unreadable.has(code))
    return 'missing';
  if (code === 'ELOOP') return 'outside';
  throw error;
}
