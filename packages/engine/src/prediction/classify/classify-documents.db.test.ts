import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../platform/index.ts';

let test: TestEngine;
let db: Database;

beforeAll(async () => {
  test = await startTestEngine();
  db = createDatabase(test.connectionString, 1);
});
afterAll(async () => {
  await db.destroy();
  await test.stop();
});

describe('a deployed model whose bytes are damaged', () => {
  it('is named for what it is, to every document and without ending the process', async () => {
    const { engine } = test;
    await engine.projects.createOrChange(owner, 'p', { kind: 'single', language: 'en' });
    const rows = Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0 ? `a cat sleeps ${i},animal\n` : `a fast car ${i},vehicle\n`,
    );
    const body = Readable.from(['text,label\n', ...rows].map((row) => Buffer.from(row)));
    await test.run(await engine.dataset.requestImportRows(owner, 'p', 'csv', body));
    const { operation } = await engine.training.requestTraining(owner, 'p', {
      modelName: 'm',
      configVersion: 'latest',
    });
    expect((await test.run(operation)).status).toBe('succeeded');
    await engine.deployments.deploy(owner, 'p', 'd', 'm');
    await db
      .updateTable('model_bytes')
      .set({ bytes: Buffer.from('not a model') })
      .execute();
    const documents = [{ id: '1', text: 'a cat' }];
    const asked = engine.prediction.classify(owner, 'p', 'd', documents);
    await expect(asked).rejects.toMatchObject({ code: 'model/unreadable', parameters: { modelName: 'm' } });
  });
});
