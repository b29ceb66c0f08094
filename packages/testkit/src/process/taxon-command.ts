import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';

const script = join(repositoryRoot, 'packages', 'cli', 'src', 'main.ts');

/** A running `taxon` command, and what it has printed. */
export interface Taxon {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Standard output so far. */
  out(): string;
  /** Standard error so far. */
  err(): string;
  /** The exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Waits until standard output matches, and answers the first group. */
  saying(pattern: RegExp, limit?: number): Promise<string>;
}

export interface CommandOptions {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** A program that runs the command, such as `unshare --net`. */
  readonly under?: readonly string[];
}

/** Starts `taxon serve` (or another command) with the given environment and no other settings. */
export function taxon(options: CommandOptions = {}): Taxon {
  const line = [...(options.under ?? []), process.execPath, script, ...(options.command ?? ['serve'])];
  const [program = '', ...args] = line;
  const child = spawn(program, args, {
    cwd: '/',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', TAXON_PORT: '0', TAXON_DEMO: 'off', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  const output = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    pid: child.pid ?? 0,
    out: () => output.out,
    err: () => output.err,
    ended,
    saying: async (pattern, limit = 60_000) => {
      const end = performance.now() + limit;
      for (;;) {
        const match = pattern.exec(output.out);
        if (match !== null) return match[1] ?? '';
        if (child.exitCode !== null || performance.now() > end) {
          throw new Error(`taxon did not say ${pattern}:\n${output.out}\n${output.err}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
