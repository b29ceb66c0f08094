// The first minutes of a new user in a clone where nothing is installed: `npm start` with the printed curl, and `npm
// test`. They run as the account that runs the tests. If that is root, they run as an ordinary account too.
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

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

/** Runs `npm start` or another script with the machine's own npm, not that of the test run. */
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
    // This is the last line of the greeting. No curl comes after it.
    if (output().includes('stop with')) throw new Error(`no curl was printed:\n${output()}`);
  }
  throw new Error(`no curl was printed in ${limit} ms:\n${output()}`);
}

type End = (pid: number) => void;
/** Sends the signal to the whole process group, as Ctrl-C does. */
const interrupt: End = (pid) => process.kill(-pid, 'SIGINT');
/** Sends the signal to npm alone, as a supervisor does. npm's shell dies of it and tells its own child nothing. */
const terminateNpm: End = (pid) => process.kill(pid, 'SIGTERM');

/** Ends a started npm. Fails when one of its processes still runs. */
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

/** Runs an npm command to its end. */
async function runNpm(home: string, uid: number | undefined, args: readonly string[]) {
  const { child, output } = npm(args, join(home, 'taxon'), uid, { HOME: home });
  await once(child, 'close');
  return { status: child.exitCode, output: output(), lastLine: output().trimEnd().split('\n').at(-1) };
}

const installsTools = 'Installing what package-lock.json names, with development tools';
/** Two cheap parts: one needs a development tool, the other the pinned Node. */
const cheapParts = '--only=lint,generated';

if (!isRoot) console.info('skipped: only root can be an ordinary account too; tests of a fresh clone run once');

describe.each([
  ['the account of the tests', undefined],
  ['an ordinary account', nobody],
] as const)('in a fresh clone, as %s', (_, uid) => {
  let home: string;
  beforeEach(async () => {
    home = await clone(uid);
  });
  afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 3 }));
  const fresh = it.skipIf(uid !== undefined && !isRoot);

  fresh('npm start works, the printed curl too, and again in seconds; then npm test installs its tools', async () => {
    const first = await start(home, uid, 300_000, interrupt);
    const second = await start(home, uid, 60_000, terminateNpm);
    console.info(`npm start: first ${(first / 1000).toFixed(1)} s, second ${(second / 1000).toFixed(1)} s`);
    const tested = await runNpm(home, uid, ['test', '--', cheapParts]);
    expect(tested.output).toContain(installsTools);
    expect(tested).toMatchObject({ status: 0, lastLine: '2 passed, 0 failed, 0 skipped' });
  });

  fresh('npm test works, and everything that stands on it', async () => {
    const tested = await runNpm(home, uid, ['test', '--', cheapParts]);
    expect(tested.output).toContain(installsTools);
    expect(tested).toMatchObject({ status: 0, lastLine: '2 passed, 0 failed, 0 skipped' });

    // An `npm ci` by hand leaves no marker. Its packages are checked and found to fit.
    await rm(join(home, 'taxon', 'node_modules', '.taxon-installed'));
    const checked = await runNpm(home, uid, ['run', 'check', '--', '--only=licences']);
    expect(checked.output).not.toContain('Installing');
    expect(checked).toMatchObject({ status: 0, lastLine: '1 passed, 0 failed, 0 skipped' });

    const full = await runNpm(home, uid, ['run', 'test:full', '--', '--only=none']);
    expect(full).toMatchObject({ status: 1, lastLine: '--only: there is no part "none"; there are full.' });
  });
});

it('npm run check and npm run bench, with its parts, work in a fresh clone too', async () => {
  const home = await clone(undefined);
  const runScript = (...args: string[]) => runNpm(home, undefined, ['run', ...args]);
  try {
    const checked = await runScript('check', '--', cheapParts);
    expect(checked.output).toContain(installsTools);
    expect(checked).toMatchObject({ status: 0, lastLine: '2 passed, 0 failed, 0 skipped' });
    for (const part of ['bench:accuracy', 'bench:speed']) {
      const page = await runScript(part, '--', '--page');
      expect(page.status, page.output).toBe(0);
    }
    const bench = await runScript('bench', '--', '--runs=1', '--only=start');
    expect(bench.output).toContain('start, second');
    expect(bench.status, bench.output).toBe(0);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
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
