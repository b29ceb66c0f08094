import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { trainMultiLabel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

// The same documents, seed and settings give these bytes on every machine. A change here means that every model changes
// when it is trained anew: it belongs into the change log.
const GOLDEN = {
  single: '098106dff0009bba8a0f262090df2fe4c3e7a4b10607a99e301e29b6bb2efe4b',
  multi: '73df86266a9f489a6ed7b4649eb3249b60e214309d046652e1b9060c14aefb5e',
};

describe('trained bytes', () => {
  it.each(['single', 'multi'] as const)('are those of every other machine (%s)', (kind) => {
    const train = kind === 'single' ? trainSingleLabel : trainMultiLabel;
    const { bytes } = train(checkDocuments(kind, 20), { seed: 11 });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(GOLDEN[kind]);
  });
});
