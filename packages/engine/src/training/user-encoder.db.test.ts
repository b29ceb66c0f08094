import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;
let encoderDirectory: string;

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(encoderDirectory, path)), { recursive: true });
  await writeFile(join(encoderDirectory, path), content);
}

beforeAll(async () => {
  encoderDirectory = await mkdtemp(join(tmpdir(), 'taxon-encoders-'));
  await write('mine/tokenizer.json', '{}');
  await write('mine/model.onnx', 'no network');
  test = await startTestEngine({ encoderDirectory });
});
afterAll(async () => {
  await test.stop();
  await rm(encoderDirectory, { recursive: true });
});

async function train(): Promise<readonly { readonly code: string; readonly message: string }[]> {
  const command = { modelName: 'm', configVersion: 'latest' };
  const { operation } = await test.engine.training.requestTraining(owner, 'p', command);
  return (await test.run(operation)).errors;
}

describe('a training with an encoder of the user that cannot run', () => {
  it('is chosen by name only when there is such a folder', async () => {
    const choose = (encoder: string) =>
      test.engine.projects.createOrChange(owner, 'p', { kind: 'single', language: 'en', settings: { encoder } });
    await expect(choose('other')).rejects.toMatchObject({ code: 'input/invalid' });
    await choose('mine');
    const rows = ['cats purr', 'dogs bark', 'cats sleep', 'dogs run'].map((text) => ({
      text,
      label: text.slice(0, 4),
    }));
    const body = Readable.from(rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`)));
    await test.run(await test.engine.dataset.requestImportRows(owner, 'p', 'jsonl', body));
  });

  it('ends with what to install', async () => {
    expect(await train()).toMatchObject([
      {
        code: 'encoder/unusable',
        message: expect.stringMatching(/"mine".* onnxruntime-node is not installed; run: npm/),
      },
    ]);
  });

  it('ends with the reason when its thread cannot open it', async () => {
    for (const name of ['onnxruntime-node', '@huggingface/tokenizers']) {
      await write(`node_modules/${name}/package.json`, '{"main": "index.js"}');
      await write(`node_modules/${name}/index.js`, 'throw new Error("half installed");');
    }
    expect(await train()).toMatchObject([
      { code: 'encoder/unusable', message: expect.stringContaining('its packages cannot be loaded: half installed') },
    ]);
  });
});
