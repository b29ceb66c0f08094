import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartProblem } from './start-problem.ts';

/**
 * Makes the data folder unless it is there, and makes sure that it can be written.
 * @throws StartProblem
 */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    // As root others may walk through (PostgreSQL runs as another user), not look around.
    await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    const probe = join(folder, `.writable.${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    throw new StartProblem(`The data folder ${folder} cannot be written (${reason(cause)}).`, { cause });
  }
}

/** The system's word for what went wrong, such as EACCES. */
export function reason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
