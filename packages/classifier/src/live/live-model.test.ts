import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TrainingDocument } from '../documents/training-document.ts';
import { classify, openEncoder, openModel } from '../index.ts';
import { checkDocuments } from '../testing/check-classifier.ts';
import { createLiveModel } from './live-model.ts';

const input = checkDocuments('single', 40);
const texts = input.documents.map(({ text }) => text);
const encoder = openEncoder(readFileSync(new URL('../../assets/static-en-144.bin', import.meta.url)));
const settings = { minDocumentFrequency: 1, tolerance: 1e-4, epochs: 100 } as const;

/** The scores of all documents' texts by a model file. */
function scoresOf(bytes: Uint8Array): Float64Array[] {
  return classify(openModel(bytes), texts).map(({ scores }) => scores);
}

function largestDifference(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  return Math.max(...a.flatMap((scores, i) => Array.from(scores, (s, c) => Math.abs(s - (b[i]?.[c] ?? 9)))));
}

describe.each(['log', 'squared-hinge'] as const)('createLiveModel (%s)', (loss) => {
  const options = { seed: 1, settings: { ...settings, loss } };

  it('comes back to the same model after a detour of added, relabelled and removed documents', () => {
    const live = createLiveModel('single', input, options);
    const cold = scoresOf(live.current().bytes);
    const extra: TrainingDocument[] = Array.from({ length: 12 }, (_, i) => {
      return { id: `extra-${i}`, text: `refund parcel password ${i}`, labels: [i % 3] };
    });
    const relabelled = input.documents.slice(0, 6).map((document) => ({ ...document, labels: [2] }));
    live.update({ set: [...extra, ...relabelled] }, { passes: 100 });
    expect(live.documents()).toBe(input.documents.length + 12);
    expect(largestDifference(scoresOf(live.current().bytes), cold)).toBeGreaterThan(0.03);
    const removed = extra.map(({ id }) => id);
    live.update({ set: input.documents.slice(0, 6), removed }, { passes: 100 });
    expect(live.documents()).toBe(input.documents.length);
    expect(largestDifference(scoresOf(live.current().bytes), cold)).toBeLessThan(0.01);
  });

  it('follows with the dense columns of an encoder', () => {
    const live = createLiveModel('single', input, { ...options, encoder });
    const scores = (bytes: Uint8Array) =>
      classify(openModel(bytes, { encoders: [encoder] }), texts).map((prediction) => prediction.scores);
    const cold = scores(live.current().bytes);
    const { entries } = live.current().report;
    live.update({ set: [{ id: 'extra', text: 'refund parcel password', labels: [0] }] }, { passes: 100 });
    expect(live.current().report.entries).toBeGreaterThan(entries + encoder.dimension - 1);
    live.update({ removed: ['extra'] }, { passes: 100 });
    expect(live.current().report.entries).toBe(entries);
    expect(largestDifference(scores(live.current().bytes), cold)).toBeLessThan(0.01);
  });

  it('learns a new document at once', () => {
    const live = createLiveModel('single', input, options);
    const before = classify(openModel(live.current().bytes), ['courier refund'])[0]?.scores[1] ?? 0;
    const set = ['a', 'b', 'c'].map((id) => ({ id, text: 'courier refund', labels: [1] }));
    const after = classify(openModel(live.update({ set }).bytes), ['courier refund'])[0]?.scores[1] ?? 0;
    expect(after).toBeGreaterThan(before);
  });

  it('leaves everything as it was when aborted or refused', () => {
    const live = createLiveModel('single', input, options);
    const before = live.current();
    expect(() => live.update({ removed: ['0-1'] }, { signal: { aborted: true } })).toThrow(/cancelled/);
    expect(() => live.update({ set: [{ id: 'x', text: 'y', labels: [7] }] })).toThrow(/label 7/);
    expect(() => live.update({ removed: input.documents.map(({ id }) => id) })).toThrow(/last labelled/);
    expect(live.current()).toBe(before);
    expect(live.documents()).toBe(input.documents.length);
    expect(live.isStale()).toBe(false);
  });
});
