import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../platform/index.ts';

let test: TestEngine;
let db: Database;
beforeAll(async () => {
  test = await startTestEngine();
  db = createDatabase(test.connectionString, 3);
});
afterAll(async () => {
  await db.destroy();
  await test.stop();
});

/** Answers what the act does, and fails when it takes longer than a second. */
async function promptly<T>(act: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const answer = await act().catch((error: unknown) => error as T);
  expect(performance.now() - started).toBeLessThan(1000);
  if (answer instanceof Error) throw answer;
  return answer;
}

/**
 * Runs `during` while an import stands in the middle of its rows: it needs the class "Held", which another transaction is just
 * adding. That one is taken back afterwards, and the import goes on. Answers the id of the import.
 */
async function duringImport(projectName: string, during: () => Promise<void>): Promise<string> {
  const { id: projectId } = await test.engine.projects.get(owner, projectName);
  const rows = Array.from({ length: 3_000 }, (_, i) => `new text ${i},A,\n`).join('');
  const body = Readable.from([`text,label,id\nchanged by the import,A,listed\n${rows}last,Held,\n`]);
  const { id } = await test.engine.dataset.requestImportRows(owner, projectName, 'csv', body);
  let imported: Promise<void> | undefined;
  const undone = db.transaction().execute(async (tx) => {
    await sql`
      insert into class (id, project_id, name, position) values (gen_random_uuid(), ${projectId}::uuid, 'Held', 99)
    `.execute(tx);
    imported = test.work('import-rows', id);
    await expect
      .poll(
        async () => {
          const { rows: waiting } = await sql`
          select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
        `.execute(db);
          return waiting.length;
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    await during();
    throw new Error('taken back');
  });
  await expect(undone).rejects.toThrow('taken back');
  await imported;
  return id;
}

async function newProject(name: string): Promise<void> {
  const { projects, dataset } = test.engine;
  await projects.createOrChange(owner, name, { kind: 'single', language: 'en' });
  for (const className of ['A', 'B']) await projects.addClass(owner, name, className);
  for (const document of ['listed', 'other', 'spare']) {
    await dataset.putDocument(owner, name, { name: document, text: `${document} before`, labels: ['B'] });
  }
}

const importing = { code: 'project/importing' };

describe('while an import of rows runs', () => {
  it('changes of its project and of its other documents answer at once, and all of it stays', async () => {
    await newProject('busy');
    const { projects, dataset, operations } = test.engine;
    const id = await duringImport('busy', async () => {
      await promptly(() => projects.change(owner, 'busy', { description: 'changed meanwhile' }));
      await promptly(() => dataset.setLabels(owner, 'busy', 'other', ['A']));
      await promptly(() => dataset.putDocument(owner, 'busy', { name: 'fresh', text: 'put meanwhile', labels: ['B'] }));
      await promptly(() => dataset.deleteDocument(owner, 'busy', 'spare'));
      await promptly(() => projects.addClass(owner, 'busy', 'C'));
    });
    expect(await operations.get(owner, { id })).toMatchObject({
      status: 'succeeded',
      result: { imported: 3_002, added: 3_001, changed: 1 },
    });
    expect(await projects.get(owner, 'busy')).toMatchObject({ description: 'changed meanwhile' });
    const labelOf = async (name: string) =>
      (await dataset.getDocument(owner, 'busy', name)).labels?.map(({ className }) => className);
    expect([await labelOf('listed'), await labelOf('other'), await labelOf('fresh')]).toEqual([['A'], ['A'], ['B']]);
    const names = (await projects.listClasses(owner, 'busy')).map(({ name }) => name).sort();
    expect(names).toEqual(['A', 'B', 'C', 'Held']);
    const { total } = await dataset.listDocuments(owner, 'busy', { skip: 0, top: 1 });
    expect(total).toBe(3_004);
  });

  it('what it has written itself is refused within a second, and is as the import wrote it', async () => {
    await newProject('own');
    const { projects, dataset } = test.engine;
    await duringImport('own', async () => {
      const acts = [
        () => dataset.setLabels(owner, 'own', 'listed', ['B']),
        () => dataset.deleteDocument(owner, 'own', 'listed'),
        () => projects.removeClass(owner, 'own', 'A'),
        () => projects.renameClass(owner, 'own', 'A', 'Z'),
      ];
      for (const act of acts) await expect(promptly<unknown>(act)).rejects.toMatchObject(importing);
    });
    expect(await dataset.getDocument(owner, 'own', 'listed')).toMatchObject({ text: 'changed by the import' });
  });

  it('deleting the project answers at once and cancels it, and whoever asks for it reads that', async () => {
    await newProject('gone');
    const { projects, dataset, operations } = test.engine;
    let deletion: { readonly id: string } | undefined;
    const id = await duringImport('gone', async () => {
      deletion = await promptly(() => projects.requestDelete(owner, 'gone'));
      // Whoever works looks every 500 ms whether it is cancelled.
      await sleep(700);
    });
    await test.work('delete-project', deletion?.id ?? '');
    expect(await operations.get(owner, { id, projectName: 'gone' })).toMatchObject({ status: 'cancelled' });
    await expect(projects.get(owner, 'gone')).rejects.toMatchObject({ code: 'project/not-found' });
    const left = await db.selectFrom('document').selectAll().where('text', 'like', 'new text %').execute();
    expect(left.filter(({ project_id }) => project_id === id)).toEqual([]);

    await newProject('gone');
    expect(await operations.list(owner, { projectName: 'gone', kind: 'import-rows', skip: 0, top: 10 })).toEqual([]);
    expect((await dataset.listDocuments(owner, 'gone', { skip: 0, top: 1 })).total).toBe(3);
  });

  it('a second import of the project comes after it', async () => {
    await newProject('twice');
    const { dataset, operations } = test.engine;
    const second = await dataset.requestImportRows(owner, 'twice', 'csv', Readable.from(['text,label\none more,B\n']));
    let done: Promise<void> | undefined;
    await duringImport('twice', async () => {
      done = test.work('import-rows', second.id);
      await sleep(100);
      expect((await operations.get(owner, { id: second.id })).status).toBe('running');
    });
    await done;
    expect((await operations.get(owner, { id: second.id })).status).toBe('succeeded');
    const last = await dataset.getDocument(owner, 'twice', 'row-003002');
    expect(last).toMatchObject({ text: 'one more' });
  });
});
