import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { classify, openModel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';
import type { TestAct } from './work-in-thread.ts';

// All tests use these threads. To start a thread takes 0.2 s of CPU, more than any of its tasks.
const threads = [0, 1, 2].map(() => new Worker(new URL('./work-in-thread.ts', import.meta.url)));

function inThread(thread: number, task: Omit<TestAct, 'flag'>, flag = new Int32Array(new SharedArrayBuffer(4))) {
  return new Promise<unknown>((resolve, reject) => {
    const worker = threads[thread];
    worker?.once('message', resolve);
    worker?.once('error', reject);
    worker?.postMessage({ ...task, flag } satisfies TestAct);
  });
}

afterAll(() => Promise.all(threads.map((thread) => thread.terminate())));

const input = checkDocuments('single', 60);
const { bytes } = trainSingleLabel(input, { seed: 5 });

describe('threads', () => {
  it('train the same bytes side by side as alone', async () => {
    const trained = await Promise.all([inThread(0, { act: 'train' }), inThread(1, { act: 'train' })]);
    for (const one of trained) expect(Buffer.from(one as Uint8Array).equals(bytes)).toBe(true);
  }, 60_000);

  it('classify shares of a list from one shared model as one thread does the whole', async () => {
    const model = new Uint8Array(new SharedArrayBuffer(bytes.length));
    model.set(bytes);
    const texts = input.documents.map(({ text }) => text);
    const whole = classify(openModel(bytes), texts).map(({ scores }) => [...scores]);
    const shares = [texts.slice(0, 50), texts.slice(50, 51), texts.slice(51)];
    const parts = await Promise.all(shares.map((share, i) => inThread(i, { act: 'classify', model, texts: share })));
    expect(parts.flat()).toEqual(whole);
  }, 60_000);

  it('stop when another thread raises the flag', async () => {
    const flag = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    expect(await inThread(2, { act: 'train' }, flag)).toBe('aborted');
  }, 60_000);
});
