import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classify, openModel } from '../index.ts';

interface Fixture {
  readonly base64: string;
  readonly texts: readonly string[];
  readonly scores: readonly (readonly number[])[];
}

// The first program that wrote format 1 wrote these files, and gave these scores. Do not make them anew: a model that was
// deployed years ago must keep its answers.
const fixtures: Readonly<Record<string, Fixture>> = JSON.parse(
  readFileSync(new URL('../testing/fixtures/model-files-1.json', import.meta.url), 'utf8'),
);

describe('model files of format 1', () => {
  it.each(Object.entries(fixtures))('still open and answer the same (%s)', (_, { base64, texts, scores }) => {
    const model = openModel(Uint8Array.from(Buffer.from(base64, 'base64')));
    expect(classify(model, texts).map((prediction) => [...prediction.scores])).toEqual(scores);
  });
});
