import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeStandInEncoder } from '@taxon/testkit/encoders/stand-in-encoder';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../platform/index.ts';

let test: TestEngine;
let encoderDirectory: string;
let journal: string;

beforeAll(async () => {
  encoderDirectory = await mkdtemp(join(tmpdir(), 'taxon-encoders-'));
  ({ journal } = await writeStandInEncoder(encoderDirectory));
  test = await startTestEngine({ encoderDirectory });
});
afterAll(async () => {
  await test.stop();
  await rm(encoderDirectory, { recursive: true });
});

const vectorsMade = async () => (await readFile(journal, 'utf8')).split('\n').length - 1;

async function countVectors(): Promise<number> {
  const db = createDatabase(test.connectionString, 1);
  const { count } = await db
    .selectFrom('embedding')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await db.destroy();
  return count;
}

describe('similar examples of a model with an encoder of the user', () => {
  it('use the vectors that the training made, of long texts too', async () => {
    const { engine } = test;
    await engine.projects.createOrChange(owner, 'p', {
      kind: 'single',
      language: 'en',
      settings: { encoder: 'mine' },
    });
    const long = 'and so on, '.repeat(200);
    const rows = Array.from({ length: 60 }, (_, i) => {
      const [text, label] = i % 2 === 0 ? [`the red cat ${i} sleeps`, 'cat'] : [`the blue car ${i} drives`, 'car'];
      return JSON.stringify({ id: `${i}`, text: i % 10 < 2 ? `${text} ${long} ${i} ends` : text, label });
    });
    const body = Readable.from([Buffer.from(rows.join('\n'))]);
    await test.run(await engine.dataset.requestImportRows(owner, 'p', 'jsonl', body));
    const command = { modelName: 'm', configVersion: 'latest' };
    const { operation } = await engine.training.requestTraining(owner, 'p', command);
    expect(await test.run(operation)).toMatchObject({ status: 'succeeded' });
    expect((await engine.models.describe(owner, 'p', 'm')).report.encoder).toMatchObject({ used: true });
    await engine.deployments.deploy(owner, 'p', 'd', 'm');
    const [trained, kept] = [await vectorsMade(), await countVectors()];
    expect([trained >= 60, kept]).toEqual([true, 60]);

    const text = 'a red cat sleeps here';
    const { documents } = await engine.prediction.classify(owner, 'p', 'd', [{ id: '0', text }], { similar: 3 });
    const [first] = documents;
    if (first?.ok !== true) throw new Error('refused');
    expect(first.similar?.map(({ labels }) => labels[0])).toEqual(['cat', 'cat', 'cat']);
    // The text itself on two threads, each of which opens the network and tries it once.
    expect((await vectorsMade()) - trained).toBeLessThanOrEqual(4);
    // Texts that are asked about leave nothing in the database.
    expect(await countVectors()).toBe(kept);
  });
});
