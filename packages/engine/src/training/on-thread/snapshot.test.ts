import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TrainSetup } from './messages.ts';
import { snapshotOf } from './snapshot.ts';
import type { LabelledDocument } from './split-documents.ts';

const setup: TrainSetup = {
  projectName: 'p',
  kind: 'single',
  language: 'en',
  multilingual: false,
  settings: {},
  classes: ['a', 'b'],
  configVersion: '2022-05-01',
  evaluation: { kind: 'manual' },
  search: 'none',
  encoderName: undefined,
  seed: 3,
};

const document = (name: string, text = name): LabelledDocument => {
  return { name, text, language: undefined, dataset: undefined, labels: ['a'] };
};

describe('snapshotOf', () => {
  const all = [document('one'), document('two'), document('three')];
  const [one, two] = all;
  if (one === undefined || two === undefined) throw new Error('documents');
  const split = { train: [one], test: [two], assignedToTestButSplitAutomatically: 1 };

  it('says which part each document was in, and keeps no text', () => {
    const json = gunzipSync(snapshotOf(setup, all, split).bytes).toString();
    expect(JSON.parse(json).documents.map(({ part }: { part: string }) => part)).toEqual(['train', 'test', 'leftOut']);
    expect(json).not.toContain('"text"');
  });

  it('has the same digest for the same data only', () => {
    const { digest } = snapshotOf(setup, all, split);
    expect(snapshotOf({ ...setup, settings: {} }, [...all], split).digest).toBe(digest);
    expect(snapshotOf({ ...setup, seed: 4 }, all, split).digest).not.toBe(digest);
    expect(snapshotOf(setup, [document('one', 'other'), ...all.slice(1)], split).digest).not.toBe(digest);
  });
});
