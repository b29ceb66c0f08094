import { mkdir, readFile, readlink, rename, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Binaries } from './binaries.ts';

const linkList = Type.Array(Type.Object({ source: Type.String(), target: Type.String() }));

/**
 * The shared libraries of the package are found by names such as libicuuc.so.60, which are links that its install
 * script makes. Install scripts may be off (npm ci --ignore-scripts), so the links are made in a folder of our own;
 * returns LD_LIBRARY_PATH. A link that points to an older checkout is replaced.
 */
export async function linkLibraries(binaries: Binaries, folder: string): Promise<string> {
  const list = Value.Parse(linkList, JSON.parse(await readFile(join(binaries.native, 'pg-symlinks.json'), 'utf8')));
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
