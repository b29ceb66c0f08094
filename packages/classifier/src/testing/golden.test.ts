import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { trainMultiLabel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

// The same documents, seed and settings give these bytes on every machine. When a hash changes, every model changes when it is
// trained again: say so in a changeset.
const GOLDEN = {
  single: '5c4f9a5ae667c04e08c3f283fa0e27d3e81f8892695a0e108f203cec7687ad43',
  multi: 'e3ed890f1412db179d32802a081f27e6dfca4a6d0824b6fec17eb181ff11f92a',
};

describe('trained bytes', () => {
  it.each(['single', 'multi'] as const)('are those of every other machine (%s)', (kind) => {
    const train = kind === 'single' ? trainSingleLabel : trainMultiLabel;
    const { bytes } = train(checkDocuments(kind, 20), { seed: 11 });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(GOLDEN[kind]);
  });
});
