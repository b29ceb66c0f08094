import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from '../repository.ts';
import { isAlive, type ProcessEntry, postgresProcesses, processTree } from './process-tree.ts';

type ProcessRole = 'main' | 'worker' | 'postgres';

/** A real product, started as its users start it. */
export interface TaxonProcess {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly key: string;
  readonly dataDirectory: string;
  /** The process id of `taxon serve` itself. */
  readonly pid: number;
  /** The milliseconds from the spawn to the first 200 of /readyz. */
  readonly readyAfter: number;
  /** What it has printed until now, both streams. */
  output(): string;
  /** The living processes of one role, also those whose parent has died. */
  find(role: ProcessRole): ProcessEntry[];
  /** Sends SIGKILL to the processes of these roles at the same moment, and waits until they are gone. */
  kill(...roles: ProcessRole[]): Promise<void>;
  /** Sends SIGTERM, waits for the end and answers the exit code. The data stay. */
  stop(): Promise<number | null>;
}

export interface TaxonOptions {
  /** The data folder of an earlier process. Default: a new temporary folder. */
  readonly dataDirectory?: string;
  readonly port?: number;
  readonly key?: string;
  /** Environment variables for the process. DATABASE_URL and TAXON_* of the test run are not passed on. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Another working copy than this one. */
  readonly root?: string;
}

const startLimit = 60_000;
const stopLimit = 20_000;

/** Starts `taxon serve` on a free port and waits until it is ready. Throws with its output when it fails. */
export async function startTaxon(options: TaxonOptions = {}): Promise<TaxonProcess> {
  const dataDirectory = options.dataDirectory ?? (await createDataDirectory());
  const port = options.port ?? (await freePort());
  const key = options.key ?? 'test-owner-key-0123456789abcdef0123456789abcdef';
  const root = options.root ?? repositoryRoot;
  const started = performance.now();
  // Options and environment are those of scripts/start.mjs.
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'packages/cli/src/main.ts', 'serve'], {
    cwd: root,
    env: {
      ...inheritedEnvironment(),
      NODE_COMPILE_CACHE: join(root, '.cache', 'node'),
      TAXON_HOST: '127.0.0.1',
      TAXON_PORT: String(port),
      TAXON_DATA_DIR: dataDirectory,
      TAXON_OWNER_KEY: key,
      TAXON_DEMO: 'off',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = collectOutput(child);
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(child, url, output);
  const readyAfter = performance.now() - started;
  if (child.pid === undefined) throw new Error('taxon serve has no process id');
  return describe(child, child.pid, { url, key, dataDirectory, readyAfter, output });
}

/** A folder that the user of the embedded PostgreSQL can enter too. mkdtemp alone makes it 0700. */
export async function createDataDirectory(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'taxon-data-'));
  await chmod(folder, 0o755);
  return folder;
}

export async function removeDataDirectory(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

function describe(
  child: ChildProcess,
  pid: number,
  facts: Pick<TaxonProcess, 'url' | 'key' | 'dataDirectory' | 'readyAfter' | 'output'>,
): TaxonProcess {
  // PostgreSQL and workers may outlive a killed parent, and a later start may have adopted an earlier PostgreSQL. So
  // every process that was seen once is checked again, and PostgreSQL is found by its folder.
  const seen = new Map<number, ProcessRole>();
  const look = (): ProcessEntry[] => {
    const below = [...processTree(pid), ...postgresProcesses(facts.dataDirectory)];
    for (const entry of below) seen.set(entry.pid, roleOf(entry, pid));
    return [...seen.keys()].flatMap((known) => processTree(known).slice(0, 1));
  };
  const find = (role: ProcessRole): ProcessEntry[] => look().filter((entry) => seen.get(entry.pid) === role);
  look();
  return {
    ...facts,
    pid,
    find,
    kill: async (...roles) => {
      const victims = roles.flatMap((role) => find(role));
      for (const { pid: victim } of victims) signal(victim, 'SIGKILL');
      for (let waited = 0; victims.some((victim) => isAlive(victim.pid)); waited += 10) {
        if (waited > stopLimit) throw new Error(`still alive after SIGKILL: ${JSON.stringify(victims)}`);
        await sleep(10);
      }
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => signal(-pid, 'SIGKILL'), stopLimit);
      await ended;
      clearTimeout(timer);
      return child.exitCode;
    },
  };
}

function roleOf(entry: ProcessEntry, main: number): ProcessRole {
  if (entry.pid === main) return 'main';
  if (entry.name === 'postgres' || /(^|\/)postgres(:| |$)/.test(entry.command)) return 'postgres';
  return / worker( |$)/.test(entry.command) ? 'worker' : 'main';
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => name !== 'DATABASE_URL' && !/^(TAXON_|VITEST|NODE_OPTIONS|NODE_ENV)/.test(name),
    ),
  );
}

function collectOutput(child: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

async function waitUntilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const until = performance.now() + startLimit;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`taxon serve ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
    }
    const status = await fetch(`${url}/readyz`).then(
      async (response) => {
        await response.body?.cancel();
        return response.status;
      },
      () => 0,
    );
    if (status === 200) return;
    if (performance.now() > until) {
      if (child.pid !== undefined) signal(-child.pid, 'SIGKILL');
      throw new Error(`taxon serve was not ready after ${startLimit} ms:\n${output()}`);
    }
    await sleep(25);
  }
}
