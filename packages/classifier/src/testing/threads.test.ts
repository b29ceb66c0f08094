import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { classify, openModel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

function inThread(task: object): Promise<unknown> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { flag, ...task };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./work-in-thread.ts', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

const input = checkDocuments('single', 60);
const { bytes } = trainSingleLabel(input, { seed: 5 });

describe('threads', () => {
  it('train the same bytes side by side as alone', async () => {
    const trained = await Promise.all([inThread({ act: 'train' }), inThread({ act: 'train' })]);
    for (const one of trained) expect(Buffer.from(one as Uint8Array).equals(bytes)).toBe(true);
  }, 60_000);

  it('classify shares of a list from one shared model as one thread does the whole', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const texts = input.documents.map(({ text }) => text);
    const whole = classify(openModel(bytes), texts).map(({ scores }) => [...scores]);
    const shares = [texts.slice(0, 50), texts.slice(50, 51), texts.slice(51)];
    const parts = await Promise.all(shares.map((share) => inThread({ act: 'classify', model: shared, texts: share })));
    expect(parts.flat()).toEqual(whole);
  }, 60_000);

  it('stop when another thread raises the flag', async () => {
    const flag = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    expect(await inThread({ act: 'train', flag })).toBe('aborted');
  }, 60_000);
});
