import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { trainMultiLabel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

// The same documents, seed and settings give these bytes on every machine. When a hash changes, every model changes when it is
// trained again: say so in a changeset.
const GOLDEN = {
  single: '959c7573d7104a58ed32cfdb8c95d4b762ef3343931dfeaa55461c7397fef4b5',
  multi: '4f5a1b0d09b8abd010b3d735179fc45f9840a3f0c1165affcacad7966eeab79b',
};

describe('trained bytes', () => {
  it.each(['single', 'multi'] as const)('are those of every other machine (%s)', (kind) => {
    const train = kind === 'single' ? trainSingleLabel : trainMultiLabel;
    const { bytes } = train(checkDocuments(kind, 20), { seed: 11 });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(GOLDEN[kind]);
  });
});
