import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAlive } from './process-identity.ts';
import { type Holder, type HoldOptions, hold, query, serverPid, spawnHolder } from './testing/holder.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.info('skipped: only root can start PostgreSQL as another account');
const nobody = 65534;
/** A uid that no user database knows. */
const nameless = 54321;

let folder: string;
let data: string;
let holders: Holder[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxon-supervisor-'));
  await chmod(folder, 0o755);
  data = join(folder, 'data');
  holders = [];
});

afterEach(async () => {
  for (const holder of holders) holder.process.kill('SIGKILL');
  const pid = await serverPid(join(data, 'postgres')).catch(() => undefined);
  if (pid !== undefined && (await isAlive(pid))) process.kill(pid, 'SIGQUIT');
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function start(options: HoldOptions = {}): Promise<Holder> {
  const holder = await hold(data, options);
  holders.push(holder);
  return holder;
}

async function startWell(options: HoldOptions = {}): Promise<Holder & { ready: string }> {
  const holder = await start(options);
  expect(holder.problem).toBeUndefined();
  return { ...holder, ready: holder.ready ?? '' };
}

function socketOf(connectionString: string): string {
  return decodeURIComponent(/host=([^&]*)$/.exec(connectionString)?.[1] ?? '');
}

async function goneSoon(pid: number): Promise<void> {
  for (let i = 0; i < 100 && (await isAlive(pid)); i++) await sleep(50);
  expect(await isAlive(pid)).toBe(false);
}

const patience = { timeout: 10_000, interval: 100 };

describe('an ordinary life', () => {
  it('starts, keeps rows over a restart, and leaves nothing running', async () => {
    const first = await startWell();
    await query(first.ready, 'create table kept (n int); insert into kept values (7)');
    const pid = await serverPid(join(data, 'postgres'));
    const socket = socketOf(first.ready);
    expect(await first.end()).toBe(0);
    await goneSoon(pid);
    await expect(stat(socket)).rejects.toThrow();
    const second = await startWell();
    expect(second.adopted).toBe(false);
    expect(await query(second.ready, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('asks for the generated password, keeps it closed, and uses no collation of the machine', async () => {
    const { ready } = await startWell();
    await expect(query(ready.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
    expect((await stat(join(data, 'postgres', 'cluster', 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(socketOf(ready))).mode & 0o777).toBe(0o700);
    expect(await query(ready, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    const [row] = await query(ready, "select datlocprovider p, datlocale l from pg_database where datname = 'taxon'");
    expect(row).toEqual({ p: 'b', l: 'C.UTF-8' });
  });

  it('says nothing of a failed statement in its log', async () => {
    const { ready } = await startWell();
    await query(ready, "create table t (s text unique); insert into t values ('a secret text')");
    await expect(query(ready, "insert into t values ('a secret text')")).rejects.toThrow(/duplicate/);
    expect(await readFile(join(data, 'postgres', 'postgres.log'), 'utf8')).not.toContain('secret');
  });
});

describe('after kills', () => {
  it('takes over the server that a killed process left, and stops it in the end', async () => {
    const first = await startWell();
    await query(first.ready, 'create table kept (n int)');
    const pid = await serverPid(join(data, 'postgres'));
    first.process.kill('SIGKILL');
    const second = await startWell();
    expect(second.adopted).toBe(true);
    expect(second.ready).toBe(first.ready);
    expect(await query(second.ready, 'select n from kept')).toEqual([]);
    await second.end();
    await goneSoon(pid);
  });

  it('starts a killed server again under the same address', async () => {
    const { ready } = await startWell();
    await query(ready, 'create table kept (n int); insert into kept values (1)');
    process.kill(await serverPid(join(data, 'postgres')), 'SIGKILL');
    await sleep(100);
    await vi.waitFor(async () => expect(await query(ready, 'select n from kept')).toEqual([{ n: 1 }]), patience);
  });

  it('starts at once after everything was killed together', async () => {
    const first = await startWell();
    await query(first.ready, 'create table kept (n int); insert into kept values (2)');
    const pid = await serverPid(join(data, 'postgres'));
    first.process.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const second = await startWell();
    expect(await query(second.ready, 'select n from kept')).toEqual([{ n: 2 }]);
  });

  it('survives a kill in the middle of initdb', async () => {
    const first = spawnHolder(data);
    await vi.waitFor(async () => {
      const names = await readdir(join(data, 'postgres'));
      const draft = names.find((name) => name.startsWith('cluster.init-')) ?? 'none';
      await stat(join(data, 'postgres', draft, 'data', 'base'));
    }, patience);
    first.kill('SIGKILL');
    await startWell();
    expect((await readdir(join(data, 'postgres'))).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
  });

  it('starts when the number in postmaster.pid now belongs to something else', async () => {
    const first = await startWell();
    const pidFile = join(data, 'postgres', 'cluster', 'data', 'postmaster.pid');
    const text = await readFile(pidFile, 'utf8');
    const owner = await stat(pidFile);
    await first.end();
    const other = spawn('sleep', ['60'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
    try {
      await writeFile(pidFile, text.replace(/^\d+/, String(other.pid)));
      await chown(pidFile, owner.uid, owner.gid);
      await startWell();
    } finally {
      other.kill();
    }
  });

  it('replaces a socket folder that is gone or not ours', async () => {
    const first = await startWell();
    await first.end();
    const trap = join(folder, 'trap');
    await mkdir(trap, { mode: 0o777 });
    await chmod(trap, 0o777);
    await writeFile(join(data, 'postgres', 'socket'), `${trap}\n`);
    const second = await startWell();
    expect(socketOf(second.ready)).not.toBe(trap);
  });
});

describe('two on one folder', () => {
  it('share the server, and the one that stays keeps it', async () => {
    const first = await startWell();
    const second = await startWell();
    expect(second.adopted).toBe(true);
    await second.end();
    expect(await query(first.ready, 'select 1 as one')).toEqual([{ one: 1 }]);
    const third = await startWell();
    await first.end();
    await vi.waitFor(async () => expect(await query(third.ready, 'select 1 as one')).toEqual([{ one: 1 }]), patience);
  });

  it('leave server and address to the one that stays, however the first one goes', async () => {
    const first = await startWell();
    const second = await startWell();
    const pid = await serverPid(join(data, 'postgres'));
    const address = await readFile(join(data, 'postgres', 'socket'), 'utf8');
    expect(await first.end()).toBe(0);
    expect(await serverPid(join(data, 'postgres'))).toBe(pid);
    expect(await readFile(join(data, 'postgres', 'socket'), 'utf8')).toBe(address);
    second.process.kill('SIGKILL');
    const third = await startWell();
    expect(third.adopted).toBe(true);
    const fourth = await startWell();
    third.process.kill('SIGKILL');
    await goneSoon(third.process.pid ?? 0);
    await fourth.end();
    await goneSoon(pid);
    expect(await readdir(join(data, 'postgres'))).not.toContain('socket');
  });
});

describe('a server that nobody looks after', () => {
  it('is taken over when its address is not recorded', async () => {
    const first = await startWell();
    await query(first.ready, 'create table kept (n int)');
    first.process.kill('SIGKILL');
    await rm(join(data, 'postgres', 'socket'));
    const second = await startWell();
    expect(second.adopted).toBe(true);
    expect(second.ready).toBe(first.ready);
    await second.end();
  });

  it('is replaced when its socket is gone', async () => {
    const first = await startWell();
    await query(first.ready, 'create table kept (n int); insert into kept values (3)');
    const pid = await serverPid(join(data, 'postgres'));
    first.process.kill('SIGKILL');
    await rm(join(data, 'postgres', 'socket'));
    await rm(socketOf(first.ready), { recursive: true });
    const second = await startWell();
    await goneSoon(pid);
    expect(await query(second.ready, 'select n from kept')).toEqual([{ n: 3 }]);
  });
});

describe('places and users', () => {
  it('works under a path of 150 characters', async () => {
    data = join(folder, 'a'.repeat(150 - folder.length), 'data');
    const { ready } = await startWell();
    expect(socketOf(ready).length).toBeLessThan(90);
  });

  it('refuses a cluster of another major and leaves it alone', async () => {
    await (await startWell()).end();
    const file = join(data, 'postgres', 'cluster', 'data', 'PG_VERSION');
    await writeFile(file, '17\n');
    const { problem } = await start();
    expect(problem).toMatch(/^The database in .* was made by PostgreSQL 17, and the PostgreSQL here is version 18$/);
    await writeFile(file, '18\n');
    await startWell();
  });

  it.runIf(isRoot)('as root runs PostgreSQL as a lower user and hands over nothing else', async () => {
    await startWell();
    expect((await stat(join(data, 'postgres', 'cluster', 'data'))).uid).not.toBe(0);
    expect((await stat(data)).uid).toBe(0);
  });

  it.runIf(isRoot)('as root under a closed folder moves the database and says so once', async () => {
    const closed = join(folder, 'home');
    await mkdir(closed, { mode: 0o700 });
    data = join(closed, 'data');
    const systemFolder = join(folder, 'system');
    const first = await startWell({ systemFolder });
    expect(first.notices).toHaveLength(1);
    expect(first.notices[0]).toContain(systemFolder);
    await query(first.ready, 'create table kept (n int)');
    await first.end();
    const second = await startWell({ systemFolder });
    expect(second.notices).toEqual([]);
    expect(await query(second.ready, 'select n from kept')).toEqual([]);
    await second.end();
    await rm(systemFolder, { recursive: true });
    expect((await start({ systemFolder })).problem).toMatch(/but there is nothing/);
  });

  it.runIf(isRoot)('as root keeps the user of a cluster that an ordinary user made', async () => {
    await mkdir(data);
    await chown(data, nobody, nobody);
    const first = await startWell({ uid: nobody });
    await query(first.ready, 'create table kept (n int)');
    await first.end();
    const second = await startWell();
    expect(await query(second.ready, 'select n from kept')).toEqual([]);
    await second.end();
    await startWell({ uid: nobody });
  });

  it.runIf(isRoot)('works for a uid without a name', async () => {
    await mkdir(data);
    await chown(data, nameless, nameless);
    const { ready, end } = await startWell({ uid: nameless });
    expect(await query(ready, 'select current_user as name')).toEqual([{ name: 'taxon' }]);
    expect(await end()).toBe(0);
    await startWell({ uid: nameless });
  });

  it.runIf(isRoot)("refuses another user's database with a sentence", async () => {
    await (await startWell()).end();
    await chmod(data, 0o777);
    const { problem } = await start({ uid: nobody });
    expect(problem).toMatch(/^The folder of the database, .* cannot be used \(EACCES\)$/);
  });

  it.runIf(isRoot)('refuses a folder that cannot be written', async () => {
    await mkdir(data, { mode: 0o755 });
    expect((await start({ uid: nobody })).problem).toBe(
      `The folder of the database, ${join(data, 'postgres')}, cannot be used (EACCES)`,
    );
    expect(await readdir(data)).toEqual([]);
  });
});
