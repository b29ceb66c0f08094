import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportFormat } from '../files/index.ts';
import type { Operation } from '../operations/index.ts';
import { createDatabase, type Database } from '../platform/index.ts';

let test: TestEngine;
let db: Database;

beforeAll(async () => {
  test = await startTestEngine();
  db = createDatabase(test.connectionString, 4);
});
afterAll(async () => {
  await db.destroy();
  await test.stop();
});

const kind = 'multi' as const;
const makeProject = (name: string, changes: object = {}) =>
  test.engine.projects.createOrChange(owner, name, { kind, language: 'en', ...changes });
const put = (project: string, name: string, labels?: readonly string[], text = `text of ${name}`) =>
  test.engine.dataset.putDocument(owner, project, { name, text, ...(labels && { labels }) });
const request = (project: string, format: ExportFormat = 'jsonl') =>
  test.engine.exports.requestExport(owner, project, { format });
const contentOf = async ({ id }: Pick<Operation, 'id'>) =>
  (await buffer((await test.engine.exports.openExportedFile(owner, id)).content)).toString();
const namesIn = (lines: string) =>
  lines
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line).id);

/** As many documents as one statement makes; all texts have this length. */
async function fill(project: string, count: number, length: number): Promise<void> {
  const { id } = await test.engine.projects.get(owner, project);
  await sql`
    insert into document (id, project_id, name, text, created_at, modified_at)
    select gen_random_uuid(), ${id}::uuid, 'd' || lpad(n::text, 6, '0'), rpad(n::text || ' ', ${length}, 'x'), now(), now()
    from generate_series(1, ${count}) as n
  `.execute(db);
}

describe('an export', () => {
  it('writes the documents by name, and says how many and how long', async () => {
    await makeProject('p');
    await put('p', 'b', ['Z', 'A'], 'two\nlines');
    await put('p', 'a');
    const asked = await request('p');
    expect(asked).toMatchObject({ kind: 'export', status: 'notStarted', projectName: 'p' });
    const done = await test.run(asked);
    const lines = '{"id":"a","text":"text of a"}\n{"id":"b","text":"two\\nlines","labels":["A","Z"]}\n';
    expect(done).toMatchObject({
      status: 'succeeded',
      progress: { documents: 2 },
      result: { documents: 2, bytes: lines.length, fileName: 'p.jsonl', mediaType: 'application/x-ndjson' },
    });
    const file = await test.engine.exports.openExportedFile(owner, asked.id);
    expect(file).toMatchObject({ name: 'p.jsonl', mediaType: 'application/x-ndjson', length: lines.length });
    expect((await buffer(file.content)).toString()).toBe(lines);
  });

  it('says of a document that was reviewed that it has none of the classes', async () => {
    await makeProject('reviewed');
    await put('reviewed', 'a', ['A']);
    await put('reviewed', 'b', ['A']);
    await test.engine.dataset.setLabels(owner, 'reviewed', 'b', []);
    await test.engine.dataset.putDocument(owner, 'reviewed', { name: 'c', text: 'text of c' });
    const done = await test.run(await request('reviewed'));
    expect((await contentOf(done)).split('\n')).toEqual([
      '{"id":"a","text":"text of a","labels":["A"]}',
      '{"id":"b","text":"text of b","labels":[]}',
      '{"id":"c","text":"text of c"}',
      '',
    ]);
  });

  it('writes an empty project as an empty file', async () => {
    await makeProject('empty');
    const done = await test.run(await request('empty'));
    expect(done).toMatchObject({ status: 'succeeded', result: { documents: 0, bytes: 0 } });
    expect(await contentOf(done)).toBe('');
  });

  it('keeps the file in pieces of 1 MB, reads texts some MB at a time, and erases it with the operation', async () => {
    await makeProject('large');
    await fill('large', 2500, 10_000);
    const done = await test.run(await request('large'));
    expect(done).toMatchObject({ status: 'succeeded', result: { documents: 2500 } });
    const pieces = await db
      .selectFrom('operation_file')
      .select(sql<number>`length(bytes)`.as('length'))
      .where('operation_id', '=', done.id)
      .orderBy('seq')
      .execute();
    expect(pieces.length).toBe(Math.ceil(Number((done.result as { bytes: number }).bytes) / (1 << 20)));
    expect(new Set(pieces.slice(0, -1).map(({ length }) => length))).toEqual(new Set([1 << 20]));
    expect(namesIn(await contentOf(done))).toEqual(
      Array.from({ length: 2500 }, (_, index) => `d${String(index + 1).padStart(6, '0')}`),
    );
    await db.deleteFrom('operation').where('operation.id', '=', done.id).execute();
    const { rows } = await sql`select 1 from operation_file where operation_id = ${done.id}::uuid`.execute(db);
    expect(rows).toEqual([]);
  });

  it('does not begin for an unknown project, or raw in another format than CSV', async () => {
    await expect(request('nowhere')).rejects.toMatchObject({ code: 'project/not-found' });
    const raw = test.engine.exports.requestExport(owner, 'p', { format: 'jsonl', raw: true });
    await expect(raw).rejects.toMatchObject({ code: 'input/invalid', parameters: { field: 'raw' } });
  });

  it('is for those who may read its project', async () => {
    await makeProject('other');
    const done = await test.run(await request('p'));
    const reader = { name: 'key:r', role: 'reader', projects: ['p'] } as const;
    const elsewhere = { ...reader, projects: ['other'] };
    const caller = { ...reader, role: 'predict-only' } as const;
    expect((await test.engine.exports.openExportedFile(reader, done.id)).name).toBe('p.jsonl');
    await expect(test.engine.exports.openExportedFile(elsewhere, done.id)).rejects.toMatchObject({
      code: 'access/forbidden-project',
    });
    await expect(test.engine.exports.openExportedFile(caller, done.id)).rejects.toMatchObject({
      code: 'access/forbidden',
    });
    await expect(test.engine.exports.requestExport(caller, 'p', { format: 'csv' })).rejects.toMatchObject({
      code: 'access/forbidden',
    });
  });

  it('has a file only once it has succeeded, and other operations have none', async () => {
    const asked = await request('p');
    await expect(test.engine.exports.openExportedFile(owner, asked.id)).rejects.toMatchObject({
      code: 'operation/file-missing',
      message: expect.stringContaining('is notStarted'),
    });
    const deletion = await makeProject('gone').then(() => test.engine.projects.requestDelete(owner, 'gone'));
    await expect(test.engine.exports.openExportedFile(owner, deletion.id)).rejects.toMatchObject({
      code: 'operation/not-found',
    });
  });
});

describe('an export while others write', () => {
  it('has every document as it was at one moment, and holds nobody up', async () => {
    await makeProject('busy');
    await fill('busy', 3000, 4000);
    const { id } = await test.engine.projects.get(owner, 'busy');
    const asked = await request('busy');
    let rounds = 0;
    let writing = true;
    let slowest = 0;
    // Each round is one transaction that writes its number into the first and into the last document.
    const writer = (async () => {
      while (writing) {
        const began = performance.now();
        rounds += 1;
        await sql`
          update document set text = ${`round ${rounds}`} where project_id = ${id}::uuid and name in ('d000001', 'd003000')
        `.execute(db);
        slowest = Math.max(slowest, performance.now() - began);
        await sleep(1);
      }
    })();
    await sleep(20);
    const done = await test.run(asked);
    writing = false;
    await writer;
    expect(done.status).toBe('succeeded');
    const texts = (await contentOf(done))
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).text);
    expect(texts).toHaveLength(3000);
    expect(texts[0]).toMatch(/^round \d+$/);
    expect(texts.at(-1)).toBe(texts[0]);
    expect(rounds).toBeGreaterThan(Number(texts[0].split(' ')[1]));
    expect(slowest).toBeLessThan(2_000);
  });

  it('ends as cancelled when its project is deleted before it begins, while it runs, or when another has the name', async () => {
    await makeProject('first');
    const waiting = await request('first');
    await test.engine.projects.requestDelete(owner, 'first');
    expect((await test.run(waiting)).status).toBe('cancelled');

    await makeProject('second');
    await fill('second', 3000, 4000);
    const asked = await request('second');
    const running = test.run(asked);
    await test.engine.projects.requestDelete(owner, 'second');
    expect((await running).status).toBe('cancelled');
    await expect(contentOf(asked)).rejects.toMatchObject({ code: 'operation/file-missing' });

    await makeProject('third');
    const late = await request('third');
    // As if the deletion had not seen the export yet, and somebody had made a project of the name.
    await db.updateTable('project').set({ deleted_at: new Date() }).where('project.name', '=', 'third').execute();
    await makeProject('third');
    expect((await test.run(late)).status).toBe('cancelled');
  });

  it('leaves no piece of an attempt that was interrupted', async () => {
    await put('p', 'c');
    const asked = await request('p');
    await sql`
      insert into operation_file (operation_id, attempt, seq, bytes)
      values (${asked.id}::uuid, 0, 0, 'old'), (${asked.id}::uuid, 1, 7, 'old')
    `.execute(db);
    const done = await test.run(asked);
    const { rows } = await sql<{ attempt: number; seq: number }>`
      select attempt, seq from operation_file where operation_id = ${done.id}::uuid
    `.execute(db);
    expect(rows).toEqual([{ attempt: 1, seq: 0 }]);
    expect(namesIn(await contentOf(done))).toEqual(['a', 'b', 'c']);
  });
});
