import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEncoderSource } from '../encoders/index.ts';
import { createDatabase, createThreadPool, type Database } from '../platform/index.ts';
import { trainOnThread } from './train-on-thread.ts';
import { resolveEvaluation } from './training.ts';

let test: TestEngine;
let db: Database;
// Two threads: one may be taken by long work.
const threads = createThreadPool({ max: 2 });

beforeAll(async () => {
  test = await startTestEngine();
  db = createDatabase(test.connectionString, 2);
  const { engine } = test;
  await engine.projects.createOrChange(owner, 'p', { kind: 'single', language: 'en' });
  const rows = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? `a cat ${i},animal\n` : `a car ${i},vehicle\n`));
  const body = Readable.from(['text,label\n', ...rows].map((row) => Buffer.from(row)));
  await test.run(await engine.dataset.requestImportRows(owner, 'p', 'csv', body));
});
afterAll(async () => {
  await threads.close();
  await db.destroy();
  await test.stop();
});

async function openTransactions(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'
  `.execute(db);
  return rows[0]?.count ?? 0;
}

async function start(signal: AbortSignal) {
  const project = await test.engine.projects.get(owner, 'p');
  const encoders = await createEncoderSource(undefined);
  const evaluation = resolveEvaluation(undefined);
  const request = { projectId: project.id, modelName: 'm', configVersion: '2022-05-01', evaluation, seed: 1 };
  const percents: number[] = [];
  const onPercent = ({ training }: { training: number }) => void percents.push(training);
  const outcome = trainOnThread({ db, given: test.given, threads, encoders }, { project, request, signal, onPercent });
  return { outcome, percents };
}

describe('a training that waits for a thread', () => {
  it('reads nothing yet, ends at once when it is stopped, and trains when its turn has come', async () => {
    const gate = Promise.withResolvers<void>();
    const stopping = new AbortController();
    const held = threads.inTurn(() => gate.promise, stopping.signal);
    const cancelled = new AbortController();
    const one = await start(cancelled.signal);
    const other = await start(stopping.signal);
    await sleep(200);
    expect([await openTransactions(), one.percents, other.percents]).toEqual([0, [], []]);
    cancelled.abort();
    expect(await one.outcome).toEqual({ ok: false, stopped: true });
    gate.resolve();
    await held;
    expect(await other.outcome).toMatchObject({ ok: true, evaluation: { counts: { trained: 32, tested: 8 } } });
    expect(other.percents.at(-1)).toBe(100);
  });
});
