import { type ChildProcess, spawn } from 'node:child_process';

const running = new Set<ChildProcess>();
let stopping = false;

/** What a program has printed, both streams in order, and how it ended. */
export interface Ended {
  readonly output: string;
  /** null when a signal ended it or it could not be started. */
  readonly status: number | null;
}

/**
 * Runs a program to its end.
 * @param live whether its output is also printed while it comes
 */
export function runProgram(
  command: string,
  args: readonly string[],
  { live }: { readonly live: boolean },
): Promise<Ended> {
  // A program that writes to a pipe prints no colours unless it is asked to.
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  // Nothing new begins; the process is about to end.
  if (stopping) return new Promise(() => undefined);
  const child = spawn(command, args, {
    env: { ...process.env, ...colours },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const chunks: Buffer[] = [];
  const keep = (chunk: Buffer): void => {
    chunks.push(chunk);
    if (live) process.stdout.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    const end = (status: number | null): void => {
      running.delete(child);
      resolve({ output: Buffer.concat(chunks).toString('utf8'), status });
    };
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${command} could not be started: ${error.message}\n`));
      end(null);
    });
    child.once('close', end);
  });
}

/** When we are told to end, or the process that started us is gone, the running programs end first. */
export function stopProgramsWithUs(): void {
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    for (const child of running) child.kill('SIGTERM');
    const ends = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
    void Promise.all(ends).then(() => process.exit(143));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // The channel to scripts/with-tools.mjs must not keep us alive.
  process.on('disconnect', stop);
  process.channel?.unref();
}
