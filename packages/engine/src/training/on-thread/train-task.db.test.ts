import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;

beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

/** Words that occur nowhere else: every one makes features of its own. */
function* words(): Generator<string, never> {
  for (let state = 1; ; ) {
    let word = '';
    while (word.length < 7) {
      state = (state * 48_271) % 2_147_483_647;
      word += String.fromCharCode(97 + (state % 26));
    }
    yield word;
  }
}

describe('more different words than a training may have weights for', () => {
  it('leaves the rarest out, trains, and the worker lives on', async () => {
    const { engine } = test;
    await engine.projects.createOrChange(owner, 'wide', { kind: 'single', language: 'en' });
    const source = words();
    // Half a million different words times 200 classes are over the 100 million weights that are held in memory. 2,500
    // words are what is read of a text.
    const text = (): string => Array.from({ length: 2_500 }, () => source.next().value).join(' ');
    const rows = Array.from({ length: 221 }, (_, i) => ({
      text: text(),
      label: `c${i % 200}`,
      dataset: i === 220 ? 'test' : 'train',
    }));
    const body = Readable.from(rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`)));
    expect((await test.run(await engine.dataset.requestImportRows(owner, 'wide', 'jsonl', body))).status).toBe(
      'succeeded',
    );
    const command = { modelName: 'm', configVersion: 'latest', evaluation: { kind: 'manual' as const } };
    const { operation } = await engine.training.requestTraining(owner, 'wide', command);
    const done = await test.run(operation);
    expect(done).toMatchObject({ status: 'succeeded', errors: [] });
    expect((await engine.models.get(owner, 'wide', 'm')).byteLength).toBeLessThan(120_000_000);
  }, 90_000);
});
