// A newcomer's first minutes: a clone in an empty folder, `npm start`, the printed curl. As the account that runs the
// tests and, where that is root, as an ordinary one too.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startPostgres } from '@taxon/postgres';
import { processTree } from '@taxon/testkit/process/process-tree';
import { freePort } from '@taxon/testkit/process/taxon-process';
import { repositoryRoot } from '@taxon/testkit/repository';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** A clone of what is committed, in a folder of its own that belongs to `uid`. */
async function clone(uid: number | undefined): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'taxon-fresh-'));
  await chmod(home, 0o755);
  await run('git', ['clone', '--quiet', '--no-hardlinks', repositoryRoot, join(home, 'taxon')]);
  if (uid !== undefined) {
    await run('chown', ['-R', `${uid}:${uid}`, home]);
    await chown(home, uid, uid);
  }
  return home;
}

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** `npm start`, or another script, with the machine's own npm, not the test run's. */
function npm(args: readonly string[], cwd: string, uid: number | undefined, environment: NodeJS.ProcessEnv): Started {
  const path = (process.env.PATH ?? '').split(':').filter((entry) => !entry.includes('node_modules'));
  const child = spawn('npm', args, {
    cwd,
    env: { PATH: path.join(':'), ...environment },
    ...(uid === undefined ? {} : { uid, gid: uid }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { child, output: () => Buffer.concat(chunks).toString('utf8') };
}

async function waitForCurl({ child, output }: Started, limit: number): Promise<string> {
  for (const until = performance.now() + limit; performance.now() < until; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${output()}`);
    const command = /^\s*(?:\$ )?(curl (?:.*\\\n)*.*)$/m.exec(output())?.[1];
    if (command !== undefined) return command;
    // The last line of the greeting: no curl comes after it.
    if (output().includes('stop with')) throw new Error(`no curl was printed:\n${output()}`);
  }
  throw new Error(`no curl was printed in ${limit} ms:\n${output()}`);
}

type End = (pid: number) => void;
/** As Ctrl-C does: to the whole process group. */
const interrupt: End = (pid) => process.kill(-pid, 'SIGINT');
/** As a supervisor does that knows one process: npm, whose shell dies of it without a word to its own child. */
const terminateNpm: End = (pid) => process.kill(pid, 'SIGTERM');

/** Nothing may be left. */
async function stop({ child }: Started, end: End): Promise<void> {
  const pid = child.pid;
  if (pid === undefined) throw new Error('npm start has no process id');
  if (child.exitCode !== null || child.signalCode !== null) return;
  const family = processTree(pid).map((entry) => entry.pid);
  const ended = once(child, 'exit');
  end(pid);
  await ended;
  for (let waited = 0; waited < 15_000 && family.some((one) => processTree(one).length > 0); waited += 100)
    await sleep(100);
  expect(family.flatMap((one) => processTree(one))).toEqual([]);
}

async function start(home: string, uid: number | undefined, limit: number, end: End): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const started = npm(['start'], join(home, 'taxon'), uid, { HOME: home, TAXON_PORT: String(port) });
  try {
    const command = await waitForCurl(started, limit);
    const took = performance.now() - began;
    const { stdout } = await run('sh', ['-c', command], { cwd: join(home, 'taxon') });
    const answer = JSON.parse(stdout) as { documents?: { predicted?: { class: string; score: number }[] }[] };
    expect(answer.documents?.[0]?.predicted?.[0]?.score).toBeGreaterThan(0);
    return took;
  } finally {
    await stop(started, end);
  }
}

describe.each([
  ['the account of the tests', undefined],
  ['an ordinary account', nobody],
] as const)('npm start in a fresh clone as %s', (_, uid) => {
  it.skipIf(uid !== undefined && !isRoot)('works, the printed curl too, and again in seconds', async () => {
    const home = await clone(uid);
    try {
      const first = await start(home, uid, 300_000, interrupt);
      const second = await start(home, uid, 60_000, terminateNpm);
      console.info(`npm start: first ${(first / 1000).toFixed(1)} s, second ${(second / 1000).toFixed(1)} s`);
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    }
  });
});

describe('npm run taxon', () => {
  it('starts a server on a database with the machine’s own Node, and killing npm alone stops it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taxon-database-'));
    await chmod(folder, 0o755);
    const log = { info: () => undefined, warn: () => undefined, error: console.error };
    const database = await startPostgres({ folder, name: 'taxon', systemFolder: join(folder, 'system'), log });
    const environment = {
      HOME: folder,
      TAXON_PORT: String(await freePort()),
      TAXON_DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.connectionString('taxon'),
    };
    const started = npm(['run', 'taxon', '--', 'server'], repositoryRoot, undefined, environment);
    try {
      await expect.poll(started.output, { timeout: 60_000 }).toContain('HTTP server is at');
      expect(started.output()).toContain('TAXON_OWNER_KEY');
    } finally {
      await stop(started, terminateNpm);
      await database.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
});
