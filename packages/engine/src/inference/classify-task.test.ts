import { trainSingleLabel } from '@taxon/classifier';
import { afterAll, describe, expect, it } from 'vitest';
import { createThreadPool } from '../platform/index.ts';
import type { ClassifyInput } from './classify-input.ts';
import { classifyTask } from './classify-task.ts';
import { createModelCache } from './model-cache.ts';
import { unsettle } from './settle.ts';

const rules = { confidenceThreshold: undefined, byClass: {}, inScopeShare: undefined, atLeastOne: undefined };
const threads = createThreadPool({ max: 2, idleMilliseconds: 300 });
afterAll(() => threads.close());

const classifyHere = async (input: ClassifyInput) => unsettle(await threads.run(classifyTask, input));

function trainedBytes(): Uint8Array {
  const documents = Array.from({ length: 40 }, (_, i) => ({
    id: `d${i}`,
    text: i % 2 === 0 ? `the cat sleeps ${i}` : `the car is fast ${i}`,
    labels: [i % 2],
  }));
  return trainSingleLabel({ classes: ['animal', 'vehicle'], documents }, { seed: 1 }).bytes;
}

describe('classifying on a thread', () => {
  it('classifies with a shared model', async () => {
    const cache = createModelCache(10_000_000);
    const model = await cache.get('m', async () => ({
      bytes: trainedBytes(),
      encoder: undefined,
      encoderId: undefined,
    }));
    const texts = ['a cat', 'a fast car'];
    const answer = await classifyHere({ model, texts, rules, wantCharacters: true });
    expect(answer.classes).toEqual(['animal', 'vehicle']);
    expect(answer.texts.map(({ predicted }) => predicted)).toEqual([[0], [1]]);
    expect(answer.texts.map(({ characters }) => characters)).toEqual([5, 10]);
    const again = await classifyHere({ model, texts, rules, wantCharacters: false });
    expect(again.texts.map(({ scores }) => scores)).toEqual(answer.texts.map(({ scores }) => scores));
  });

  it('hands the classifier’s refusals on as they were thrown', async () => {
    const model = {
      id: 'damaged',
      bytes: new SharedArrayBuffer(100),
      encoder: undefined,
      encoderId: undefined,
      threadBytes: 1,
    };
    await expect(classifyHere({ model, texts: ['x'], rules, wantCharacters: false })).rejects.toMatchObject({
      name: 'ClassifierError',
      code: 'model-damaged',
    });
  });
});
