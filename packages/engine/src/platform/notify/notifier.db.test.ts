import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@taxon/testkit/database/test-database';
import { given } from '@taxon/testkit/given';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../db/database.ts';
import { createNotifier, type Notifier } from './notifier.ts';

let test: TestDatabase;
let db: Database;
const open: Notifier[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  db = createDatabase(test.connectionString, 4);
});
afterAll(async () => {
  await Promise.all(open.map((notifier) => notifier.close()));
  await db.destroy();
  await test.drop();
});

function notifier(): Notifier {
  const created = createNotifier({ db, listenConnectionString: test.connectionString, log: given().log });
  open.push(created);
  return created;
}

/** A row of one process that another one ends. */
function row() {
  let ended = false;
  return {
    id: randomUUID(),
    end: () => {
      ended = true;
    },
    read: async () => ended,
  };
}

const yes = (value: boolean): boolean => value;

/** Until every notifier of these tests listens. */
async function listening(): Promise<void> {
  const count = async () => {
    const { rows } = await sql`select 1 from pg_stat_activity where query ilike 'listen operation_done'`.execute(db);
    return rows.length;
  };
  await expect.poll(count, { timeout: 10_000 }).toBe(open.length);
}

describe('waiting for an end', () => {
  it('ends when another process tells it, well before the next sweep', async () => {
    const [here, there] = [notifier(), notifier()];
    await listening();
    const one = row();
    const started = performance.now();
    const waiting = here.waitFor(one.id, 10_000, one.read, yes);
    setTimeout(() => {
      one.end();
      there.notifyDone([one.id]);
    }, 20);
    expect(await waiting).toBe(true);
    expect(performance.now() - started).toBeLessThan(450);
  });

  it('does not wait for what has ended already, and answers what is there when time is up', async () => {
    const here = notifier();
    const one = row();
    expect(await here.waitFor(one.id, 50, one.read, yes)).toBe(false);
    expect(await here.waitFor(one.id, 0, one.read, yes)).toBe(false);
    one.end();
    expect(await here.waitFor(one.id, 60_000, one.read, yes)).toBe(true);
  });

  it('ends by the sweep when nothing was told', async () => {
    const here = notifier();
    const one = row();
    here.sweepWith(async (ids) => ((await one.read()) ? ids : []));
    const waiting = here.waitFor(one.id, 10_000, one.read, yes);
    setTimeout(one.end, 20);
    expect(await waiting).toBe(true);
  });

  it('goes on when the listening connection is cut', async () => {
    const here = notifier();
    await listening();
    const killed = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen operation_done'
    `.execute(db);
    expect(killed.rows.length).toBeGreaterThan(0);
    await listening();
    const one = row();
    const waiting = here.waitFor(one.id, 10_000, one.read, yes);
    one.end();
    here.notifyDone([one.id]);
    expect(await waiting).toBe(true);
  });

  it('tells many ids, however long their list is', async () => {
    const here = notifier();
    await listening();
    const started = performance.now();
    const many = Array.from({ length: 450 }, row);
    const waiting = many.map((one) => here.waitFor(one.id, 10_000, one.read, yes));
    for (const one of many) one.end();
    here.notifyDone(many.map(({ id }) => id));
    expect((await Promise.all(waiting)).every(yes)).toBe(true);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('is woken by a close', async () => {
    const here = notifier();
    const one = row();
    const waiting = here.waitFor(one.id, 30_000, one.read, yes);
    await new Promise((resolve) => setTimeout(resolve, 20));
    open.splice(open.indexOf(here), 1);
    await here.close();
    expect(await waiting).toBe(false);
  });
});
