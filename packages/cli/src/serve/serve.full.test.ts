import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningPostgres } from '@taxon/postgres';
import { clientOf } from '@taxon/testkit/drivers/taxon-client';
import { descendants, isAlive, processTree } from '@taxon/testkit/process/process-tree';
import { type CommandOptions, type Taxon, taxon } from '@taxon/testkit/process/taxon-command';
import { until } from '@taxon/testkit/until';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let data: string;
let running: Taxon[];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'taxon-serve-'));
  await chmod(data, 0o755);
  running = [];
});

afterEach(async () => {
  for (const one of running) one.child.kill('SIGTERM');
  await Promise.all(running.map((one) => one.ended));
  await rm(data, { recursive: true, force: true });
});

function start(options: CommandOptions = {}): Taxon {
  const one = taxon({ ...options, environment: { TAXON_DATA_DIR: data, ...options.environment } });
  running.push(one);
  return one;
}

async function readyUrl(one: Taxon): Promise<string> {
  return one.saying(/ready at (\S+)/);
}

const living = (pids: readonly number[]) => pids.filter((pid) => isAlive(pid));

function findWorker(one: Taxon): number | undefined {
  return processTree(one.pid).find(({ command }) => command.split(' ').includes('--of-serve'))?.pid;
}

/** Never a made-up number: signals to 0 would reach the test run itself. */
function workerOf(one: Taxon): number {
  const pid = findWorker(one);
  if (pid === undefined) throw new Error(`no worker runs:\n${one.err()}`);
  return pid;
}

/** Throws when the key is refused. */
const whoIs = (url: string, key: string) => clientOf({ url, key }).call('getMe', {});

describe('the end of taxon serve', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends with 0 and leaves nothing running', async (signal) => {
    const one = start();
    await readyUrl(one);
    const family = descendants(one.pid);
    // At least the worker, and PostgreSQL with its own processes.
    expect(family.length).toBeGreaterThan(4);
    one.child.kill(signal);
    await sleep(50);
    one.child.kill(signal);
    expect(await one.ended).toBe(0);
    expect(living(family)).toEqual([]);
    expect(one.err()).not.toMatch(/Error/);
  });

  it('a second signal after a second ends at once what will not end', async () => {
    const one = start();
    await readyUrl(one);
    const family = descendants(one.pid);
    const worker = workerOf(one);
    process.kill(worker, 'SIGSTOP');
    one.child.kill('SIGINT');
    await sleep(1_200);
    expect(one.child.exitCode).toBeNull();
    const second = performance.now();
    one.child.kill('SIGINT');
    expect(await one.ended).toBe(0);
    expect(performance.now() - second).toBeLessThan(2_000);
    expect(living(family)).toEqual([]);
  });

  it('a signal during the start is heard', async () => {
    const one = start();
    await until(async () => (await readdir(data)).includes('postgres'), 20_000);
    const family = descendants(one.pid);
    one.child.kill('SIGINT');
    expect(await one.ended).toBe(0);
    await until(() => living(family).length === 0, 5_000);
  });

  it('the worker ends when its parent was killed, and the next start takes PostgreSQL over', async () => {
    const first = start();
    await readyUrl(first);
    const worker = workerOf(first);
    first.child.kill('SIGKILL');
    await until(() => living([worker]).length === 0, 12_000);
    const second = start();
    await readyUrl(second);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });
});

describe('while taxon serve runs', () => {
  it('a killed worker is replaced', async () => {
    const one = start();
    await readyUrl(one);
    const worker = workerOf(one);
    process.kill(worker, 'SIGKILL');
    await until(() => {
      const next = findWorker(one);
      return next !== undefined && next !== worker;
    }, 10_000);
  });

  it('a killed PostgreSQL is started again, and the server becomes ready again', async () => {
    const one = start();
    const url = await readyUrl(one);
    const pid = Number.parseInt(await readFile(join(data, 'postgres/cluster/data/postmaster.pid'), 'utf8'), 10);
    process.kill(pid, 'SIGKILL');
    await sleep(300);
    await until(async () => (await fetch(`${url}/readyz`)).status === 200, 15_000);
    const line =
      one
        .err()
        .split('\n')
        .find((candidate) => candidate.includes('PostgreSQL is gone')) ?? '';
    expect(line.match(/"pid":/g)).toHaveLength(1);
    expect(JSON.parse(line)).toMatchObject({ pid: one.pid, postgres: pid });
  });
});

describe('the owner key', () => {
  it('is generated, kept closed, accepted, and not printed where no person looks', async () => {
    const one = start();
    const url = await readyUrl(one);
    await one.saying(/(stop with Ctrl-C)/);
    const path = join(data, 'owner.key');
    const key = (await readFile(path, 'utf8')).trim();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(one.out()).toContain(path);
    expect(one.out() + one.err()).not.toContain(key);
    await whoIs(url, key);
    await expect(whoIs(url, `${key}x`)).rejects.toMatchObject({ status: 401 });
  });

  it('is the given one', async () => {
    const key = 'a-given-owner-key-of-more-than-32-characters';
    const url = await readyUrl(start({ environment: { TAXON_OWNER_KEY: key } }));
    await whoIs(url, key);
  });
});

describe('a revoked owner key', () => {
  it('stays revoked over starts, and TAXON_OWNER_KEY makes another', async () => {
    const first = start();
    const url = await readyUrl(first);
    const path = join(data, 'owner.key');
    const leaked = (await readFile(path, 'utf8')).trim();
    const client = clientOf({ url, key: leaked });
    await client.call('createKey', { body: { name: 'second', role: 'owner' } });
    await client.call('revokeKey', { params: { key: 'owner' } });
    first.child.kill('SIGTERM');
    await first.ended;
    const second = start({ environment: { TAXON_DEMO: 'on' } });
    const again = await readyUrl(second);
    await second.saying(/(stop with Ctrl-C)/);
    await expect(whoIs(again, leaked)).rejects.toMatchObject({ status: 401 });
    expect(second.out()).toContain(`no longer valid, the one in ${path}`);
    expect(second.out()).not.toContain('curl');
    second.child.kill('SIGTERM');
    await second.ended;
    const given = 'another-owner-key-of-more-than-32-characters';
    const third = await readyUrl(start({ environment: { TAXON_OWNER_KEY: given } }));
    await whoIs(third, given);
    expect((await readFile(path, 'utf8')).trim()).toBe(given);
  });
});

describe('with DATABASE_URL', () => {
  let database: RunningPostgres;
  let elsewhere: string;

  beforeEach(async () => {
    elsewhere = await mkdtemp(join(tmpdir(), 'taxon-database-'));
    await chmod(elsewhere, 0o755);
    database = await startEmbeddedPostgres({ folder: elsewhere, log: quiet });
  });

  afterEach(async () => {
    // The commands of a test end before their database does.
    for (const one of running) one.child.kill('SIGTERM');
    await Promise.all(running.map((one) => one.ended));
    await database.stop();
    await rm(elsewhere, { recursive: true, force: true });
  });

  it('serve starts no PostgreSQL of its own', async () => {
    const one = start({ environment: { DATABASE_URL: database.connectionString('taxon') } });
    const url = await readyUrl(one);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await expect(stat(join(data, 'postgres'))).rejects.toThrow(/ENOENT/);
    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(0);
  });

  it('a second data folder gets no owner key of its own, and the first keeps its', async () => {
    const environment = { DATABASE_URL: database.connectionString('taxon') };
    const one = start({ environment });
    const url = await readyUrl(one);
    const key = (await readFile(join(data, 'owner.key'), 'utf8')).trim();
    const other = join(elsewhere, 'second-data');
    const two = start({ environment: { ...environment, TAXON_DATA_DIR: other } });
    await two.saying(/owner key {6}(none here)/);
    await expect(stat(join(other, 'owner.key'))).rejects.toThrow(/ENOENT/);
    await whoIs(url, key);
  });

  it('server and worker run apart and end with 0', async () => {
    const environment = { DATABASE_URL: database.connectionString('taxon') };
    const server = start({ command: ['server'], environment });
    const worker = start({ command: ['worker'], environment });
    const url = await server.saying(/server is at (\S+)/);
    await worker.saying(/(worker takes jobs)/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    for (const one of [server, worker]) {
      one.child.kill('SIGTERM');
      expect(await one.ended).toBe(0);
    }
  });
});
