import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { trainMultiLabel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

// The same documents, seed and settings give these bytes on every machine. When a hash changes, every model changes when it is
// trained again: say so in a changeset.
const GOLDEN = {
  single: 'd98053aaf1c163c91ade35472814efba00c5583cc965e99a8c64f63613924119',
  multi: '6cac187455d02a074944529736530f899ab274e63c843ebbf946ea56f2a585f3',
};

describe('trained bytes', () => {
  it.each(['single', 'multi'] as const)('are those of every other machine (%s)', (kind) => {
    const train = kind === 'single' ? trainSingleLabel : trainMultiLabel;
    const { bytes } = train(checkDocuments(kind, 20), { seed: 11 });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(GOLDEN[kind]);
  });
});
