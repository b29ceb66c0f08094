import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../platform/index.ts';

let test: TestEngine;

beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

describe('a model that the first version of the program trained', () => {
  it('is asked to be trained again for its report, and has its class list all the same', async () => {
    const { engine } = test;
    await engine.projects.createOrChange(owner, 'p', { kind: 'single', language: 'en' });
    const rows = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? `a cat ${i},animal\n` : `a car ${i},vehicle\n`));
    const body = Readable.from(['text,label\n', ...rows].map((row) => Buffer.from(row)));
    await test.run(await engine.dataset.requestImportRows(owner, 'p', 'csv', body));
    const command = { modelName: 'm', configVersion: 'latest' };
    await test.run((await engine.training.requestTraining(owner, 'p', command)).operation);
    const described = await engine.models.describe(owner, 'p', 'm');
    expect(described.details.classes).toEqual(['animal', 'vehicle']);
    expect(described.details.test?.documents).toBeGreaterThan(2);

    const db = createDatabase(test.connectionString, 1);
    const { details: _, ...evaluation } = await engine.models.evaluation(owner, 'p', 'm');
    await db
      .updateTable('model')
      .set({ evaluation: JSON.stringify(evaluation) })
      .execute();
    await db.destroy();
    await expect(engine.models.describe(owner, 'p', 'm')).rejects.toMatchObject({ code: 'model/not-described' });
    const { classes, documents } = await engine.models.evaluatedDocuments(owner, 'p', 'm', { skip: 0, top: 1 });
    expect(classes).toEqual(['animal', 'vehicle']);
    expect(documents[0]?.scores).toHaveLength(2);
  });
});
