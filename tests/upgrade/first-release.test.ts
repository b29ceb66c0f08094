// This release opens a database that the first release wrote (data/0.1.0.sql). Everything is there and answers as
// before. Work that the first release accepted is finished.
import { readFile } from 'node:fs/promises';
import { type Engine, migrate, renderSchemaSnapshot } from '@taxon/engine';
import { createEmptyDatabase, type TestDatabase, withConnection } from '@taxon/testkit/database/test-database';
import { startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { given } from '@taxon/testkit/given';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const ownerKey = 'upgrade-fixture-owner-key-0123456789abcdef';
const applicationKey = 'hQ6lpTCcslMVlMGHZu79BDHSwUYo6eq1IzKSMs0JNVc';
const predictionJob = '35ec8b8b-1c8d-4a55-a097-5066b28873a4';
const waitingTraining = '12a6ba18-ad39-470c-afc4-cb7d31fc74f4';
// An hour after the dump, so that the prediction job has not expired. It is kept for 24 hours.
const clock = () => new Date('2026-11-24T13:55:00Z');

let database: TestDatabase;
let test: TestEngine;
let engine: Engine;

beforeAll(async () => {
  database = await createEmptyDatabase();
  const dump = await readFile(new URL('data/0.1.0.sql', import.meta.url), 'utf8');
  await withConnection(database.connectionString, (client) => client.query(dump));
  await migrate(database.connectionString);
  await migrate(database.connectionString);
  test = await startTestEngine({ connectionString: database.connectionString }, given({ clock }));
  engine = test.engine;
});
afterAll(async () => {
  await test.stop();
  await database.drop();
});

const owner = async () => (await engine.access.authenticate(ownerKey)) ?? expect.fail('the owner key is gone');

describe('a database of the first release', () => {
  it('has the schema of a new one', async () => {
    const committed = await readFile(new URL('packages/engine/schema.snapshot.sql', root), 'utf8');
    expect(await renderSchemaSnapshot(database.connectionString)).toBe(committed);
  });

  it('lets the same keys in, to the same things', async () => {
    expect(await owner()).toMatchObject({ name: 'key:owner', role: 'owner' });
    const application = await engine.access.authenticate(applicationKey);
    expect(application).toMatchObject({ name: 'key:application', role: 'predict-only', projects: ['tickets'] });
  });

  it('has its project, classes, documents and labels', async () => {
    expect(await engine.projects.get(await owner(), 'tickets')).toMatchObject({ kind: 'single', language: 'en' });
    const classes = await engine.projects.listClasses(await owner(), 'tickets');
    expect(classes.map(({ name, documents }) => [name, documents])).toEqual([
      ['shipping', 5],
      ['refund', 5],
    ]);
    const { documents } = await engine.dataset.listDocuments(await owner(), 'tickets', { skip: 0, top: 100 });
    expect(documents).toHaveLength(10);
    expect(documents.find(({ text }) => text === 'My delivery is late again')?.labels).toMatchObject([
      { className: 'shipping', actor: 'key:owner' },
    ]);
  });

  it('answers with its model as it did', async () => {
    expect(await engine.models.get(await owner(), 'tickets', 'first')).toMatchObject({ name: 'first' });
    const evaluated = await engine.models.evaluatedDocuments(await owner(), 'tickets', 'first', { skip: 0, top: 10 });
    expect(evaluated.documents).toHaveLength(2);
    const asked = [{ id: '1', text: 'Where is my parcel?' }];
    const { documents } = await engine.prediction.classify(await owner(), 'tickets', 'production', asked);
    expect(documents).toMatchObject([{ ok: true, predicted: [{ className: 'shipping', score: 0.99513 }] }]);
  });

  it('keeps the results of finished jobs', async () => {
    const { status, results } = await engine.prediction.get(await owner(), predictionJob);
    expect(status).toBe('succeeded');
    expect(results[0]?.outcomes).toMatchObject([{ predicted: [{ className: 'shipping', score: 0.99513 }] }]);
  });

  it('lists every operation that the first release wrote', async () => {
    const listed = await engine.operations.list(await owner(), { projectName: 'tickets', skip: 0, top: 100 });
    const rows = await withConnection(database.connectionString, (client) =>
      client.query("select id, kind from operation where project_name = 'tickets' and expires_at > $1", [clock()]),
    );
    expect(rows.rows.length).toBeGreaterThan(1);
    expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(rows.rows.map(({ id }) => String(id))));
  });

  it('finishes what was accepted, and the queue holds its job', async () => {
    const jobs = await withConnection(database.connectionString, (client: pg.Client) =>
      client.query("select payload from graphile_worker._private_jobs where payload::text like '%' || $1 || '%'", [
        waitingTraining,
      ]),
    );
    expect(jobs.rows).toHaveLength(1);
    await test.work('train', waitingTraining);
    expect(await engine.operations.get(await owner(), { id: waitingTraining, kind: 'train' })).toMatchObject({
      status: 'succeeded',
    });
    expect(await engine.models.get(await owner(), 'tickets', 'second')).toMatchObject({ name: 'second' });
  });

  it('is refused by this version once a newer one has been there, and not touched', async () => {
    const later = await createEmptyDatabase();
    const names = () =>
      withConnection(later.connectionString, async (client) => {
        const { rows } = await client.query('select name from kysely_migration order by name');
        return rows.map(({ name }) => String(name));
      });
    const dump = await readFile(new URL('data/0.1.0.sql', import.meta.url), 'utf8');
    await withConnection(later.connectionString, (client) =>
      client.query(`${dump}; insert into public.kysely_migration values ('999999-later', '2030-01-01')`),
    );
    const before = await names();
    await expect(migrate(later.connectionString)).rejects.toMatchObject({ code: 'platform/database-newer' });
    expect(await names()).toEqual(before);
    await later.drop();
  });
});
