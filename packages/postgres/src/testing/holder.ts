import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** The line that hold-postgres.ts prints. */
interface HolderLine {
  readonly ready?: string;
  readonly adopted?: boolean;
  readonly problem?: string;
  readonly notices: readonly string[];
}

/** A process that holds PostgreSQL up, and what it said. */
export interface Holder {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ready: string | undefined;
  readonly adopted: boolean | undefined;
  readonly problem: string | undefined;
  readonly notices: readonly string[];
  /** Ends it in the orderly way and answers its exit code. */
  end(): Promise<number | null>;
}

export interface HoldOptions {
  readonly uid?: number;
  readonly gid?: number;
  /** Where root keeps what PostgreSQL's user must reach; `system` beside the folder when absent. */
  readonly systemFolder?: string;
}

/** Starts a holder without waiting for what it says. */
export function spawnHolder(folder: string, options: HoldOptions = {}): ChildProcessWithoutNullStreams {
  const script = fileURLToPath(new URL('./hold-postgres.ts', import.meta.url));
  const { uid, gid, systemFolder = join(dirname(folder), 'system') } = options;
  return spawn(process.execPath, [script, folder, systemFolder], {
    cwd: '/',
    ...(uid === undefined ? {} : { uid, gid: gid ?? uid }),
  });
}

/** Starts a holder and waits until it is up, or has said why not. */
export async function hold(folder: string, options: HoldOptions = {}): Promise<Holder> {
  const child = spawnHolder(folder, options);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as HolderLine;
    return {
      process: child,
      ready: said.ready,
      adopted: said.adopted,
      problem: said.problem,
      notices: said.notices,
      end: async () => {
        child.stdin.end();
        const [code] = await exited;
        return code as number | null;
      },
    };
  }
  throw new Error(`the holder said nothing: ${errors}`);
}

/** One query on a connection of its own. */
export async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The pid of the server of a root such as `<data>/postgres`. */
export async function serverPid(root: string): Promise<number> {
  return Number.parseInt(await readFile(join(root, 'cluster', 'data', 'postmaster.pid'), 'utf8'), 10);
}
