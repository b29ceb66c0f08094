import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withConnection } from '@taxon/testkit/database/test-database';
import { type CommandOptions, type Taxon, taxon } from '@taxon/testkit/process/taxon-command';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.info('skipped: only root can start Taxon as another account or without a network');
const nobody = 65534;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let data: string;
let running: Taxon[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxon-start-'));
  await chmod(folder, 0o755);
  data = join(folder, 'data');
  running = [];
});

afterEach(async () => {
  for (const one of running) one.child.kill('SIGTERM');
  await Promise.all(running.map((one) => one.ended));
  await rm(folder, { recursive: true, force: true });
});

function start(options: CommandOptions = {}): Taxon {
  const one = taxon({ ...options, environment: { TAXON_DATA_DIR: data, ...options.environment } });
  running.push(one);
  return one;
}

/** It ends with 1 and says this one sentence on standard error, nothing else. */
async function refuses(one: Taxon, sentence: RegExp): Promise<void> {
  expect(await one.ended).toBe(1);
  const said = one.err().trim();
  expect(said).toMatch(sentence);
  expect(said.split('\n')).toHaveLength(1);
  expect(said).toMatch(/\.$/);
}

async function startsAndStops(options: CommandOptions = {}): Promise<string> {
  const one = start(options);
  const url = await one.saying(/ready at (\S+)/);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(0);
  return one.out();
}

describe('taxon serve refuses with one sentence, and damages nothing', () => {
  it('a taken port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await refuses(
        start({ environment: { TAXON_PORT: String(port) } }),
        new RegExp(`^Port ${port} of 127.0.0.1 is taken`),
      );
    } finally {
      server.close();
    }
    await expect(stat(data)).rejects.toThrow(/ENOENT/);
  });

  it('a data folder that it cannot write', async () => {
    await mkdir(data, { mode: 0o555 });
    await refuses(
      start(isRoot ? { uid: nobody } : {}),
      new RegExp(
        `^The data folder ${data} cannot be written \\(EACCES\\): let the user that runs Taxon \\(uid ${isRoot ? nobody : process.getuid?.()}\\) write there, or choose another TAXON_DATA_DIR\\.$`,
      ),
    );
    expect(await readdir(data)).toEqual([]);
  });

  it('a data folder of another PostgreSQL major', async () => {
    await startsAndStops();
    const file = join(data, 'postgres', 'cluster', 'data', 'PG_VERSION');
    await writeFile(file, '19\n');
    await refuses(
      start(),
      /^The database in .* was made by PostgreSQL 19, and the PostgreSQL here is version 18: start the Taxon that made it, or/,
    );
    await writeFile(file, '18\n');
    await startsAndStops();
  });

  it('a data folder of a newer Taxon', async () => {
    await startsAndStops();
    const database = async (sql: string) => {
      const postgres = await startEmbeddedPostgres({ folder: data, log: quiet });
      await withConnection(postgres.connectionString('taxon'), (client) => client.query(sql));
      await postgres.stop();
    };
    await database("insert into kysely_migration (name, timestamp) values ('999999-later', '2100-01-01')");
    await refuses(start(), /^The database was written by a newer Taxon/);
    await database("delete from kysely_migration where name = '999999-later'");
    await startsAndStops();
  });

  it('a database that nobody listens on', async () => {
    const environment = { DATABASE_URL: 'postgresql://taxon:secret@127.0.0.1:1/taxon' };
    const one = start({ environment });
    await refuses(one, /^The database of DATABASE_URL cannot be used: nothing listens there \(ECONNREFUSED\)\.$/);
    expect(one.err()).not.toContain('secret');
  });

  it.each([['server'], ['worker']])('taxon %s without DATABASE_URL', async (command) => {
    await refuses(start({ command: [command] }), new RegExp(`^taxon ${command} needs DATABASE_URL`));
  });

  it('settings that are wrong, all at once', async () => {
    const one = start({ environment: { TAXON_PORT: 'x', TAXON_OWNER_KEY: 'short' } });
    expect(await one.ended).toBe(1);
    expect(one.err().trim().split('\n')).toHaveLength(2);
  });
});

describe('taxon', () => {
  it('refuses a command that it does not know with 2, and reads no settings for one that needs none', async () => {
    const unknown = start({ command: ['serv'] });
    expect(await unknown.ended).toBe(2);
    expect(unknown.err()).toMatch(/^error: unknown command 'serv'\n/);
    const version = start({ command: ['version'], environment: { TAXON_PORT: 'x' } });
    expect(await version.ended).toBe(0);
    expect(version.out()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('taxon serve works', () => {
  it('under a path of 150 characters', async () => {
    data = join(folder, 'a'.repeat(150 - folder.length), 'data');
    await startsAndStops();
  });

  it.runIf(isRoot)("in root's home", async () => {
    const home = join(folder, 'home');
    await mkdir(home, { mode: 0o700 });
    data = join(home, 'data');
    try {
      const first = await startsAndStops();
      expect(first.split('\n').filter((line) => line.includes('/var/lib/taxon/'))).toHaveLength(1);
      expect(await startsAndStops()).not.toContain('/var/lib/taxon');
    } finally {
      await rm((await readFile(join(data, 'postgres.location'), 'utf8')).trim(), { recursive: true });
    }
  });

  it.runIf(isRoot)('without a network, demo project included', async () => {
    const under = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];
    const one = start({ under, environment: { TAXON_DEMO: 'on' } });
    await one.saying(/demo project {3}(support-tickets)/, 120_000);
    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(0);
  });
});
