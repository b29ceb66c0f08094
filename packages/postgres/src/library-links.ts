import { mkdir, readFile, readlink, rename, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Binaries } from './binaries.ts';

/** One entry of the package's pg-symlinks.json; paths begin with the package's own folder. */
interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * PostgreSQL finds the shared libraries of the package by names such as libicuuc.so.60. These names are links that the
 * package's install script makes. Install scripts may be off (npm ci --ignore-scripts), so the links are made here, in
 * `folder`. A link that points to an older checkout is replaced.
 * @returns the value for LD_LIBRARY_PATH.
 */
export async function linkLibraries(binaries: Binaries, folder: string): Promise<string> {
  const list = readLinks(await readFile(join(binaries.native, 'pg-symlinks.json'), 'utf8'));
  await mkdir(folder, { recursive: true, mode: 0o755 });
  for (const { source, target } of list) {
    const link = join(folder, basename(target));
    const file = join(binaries.native, 'lib', basename(source));
    if ((await readlink(link).catch(() => undefined)) === file) continue;
    const draft = `${link}.${process.pid}`;
    await symlink(file, draft);
    await rename(draft, link);
  }
  return `${folder}:${join(binaries.native, 'lib')}`;
}

function readLinks(text: string): readonly LibraryLink[] {
  const list: unknown = JSON.parse(text);
  if (Array.isArray(list) && list.every(isLink)) return list;
  throw new Error('pg-symlinks.json of the PostgreSQL package is no list of { source, target }');
}

function isLink(entry: unknown): entry is LibraryLink {
  if (typeof entry !== 'object' || entry === null || !('source' in entry) || !('target' in entry)) return false;
  return typeof entry.source === 'string' && typeof entry.target === 'string';
}
