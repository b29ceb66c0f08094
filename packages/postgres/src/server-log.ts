import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** PostgreSQL's own messages. It never holds statements or details (settings.ts). */
export interface ServerLog {
  readonly handle: FileHandle;
  readonly path: string;
  /** Length in bytes before this start: what follows was written by this start. */
  readonly offset: number;
}

const rotateAt = 1_000_000;

/** Opens `<root>/postgres.log` for appending; a file above 1 MB becomes postgres.log.1 first. */
export async function openServerLog(root: string): Promise<ServerLog> {
  const path = join(root, 'postgres.log');
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > rotateAt) await rename(path, `${path}.1`);
  const handle = await open(path, 'a', 0o600).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') throw error;
    // A start as root left the file. The folder belongs to this user, so the file can be removed.
    await rm(path);
    return open(path, 'a', 0o600);
  });
  return { handle, path, offset: (await handle.stat()).size };
}

/** The message of the last line that ended the server, without PostgreSQL's time stamp. */
export async function fatalMessage(log: ServerLog): Promise<string> {
  const text = (await readFile(log.path)).subarray(log.offset).toString('utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((candidate) => /(FATAL|PANIC):/.test(candidate)) ?? lines.at(-1) ?? 'no message';
  return line.replace(/^.*?(?:FATAL|PANIC):\s*/, '');
}
