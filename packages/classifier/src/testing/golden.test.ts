import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { trainMultiLabel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

// The same documents, seed and settings give these bytes on every machine. A change here means that every model changes
// when it is trained anew: it belongs into the change log.
const GOLDEN = {
  single: 'd25c5b5f4ce3738b14ba343db4477dc8a0c195edfc7f22577d6efb5bcff5d063',
  multi: '7236a58c2d5a6413366655dd7570274975e8cd6af0a3b401de43ce6d88f790ac',
};

describe('trained bytes', () => {
  it.each(['single', 'multi'] as const)('are those of every other machine (%s)', (kind) => {
    const train = kind === 'single' ? trainSingleLabel : trainMultiLabel;
    const { bytes } = train(checkDocuments(kind, 20), { seed: 11 });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(GOLDEN[kind]);
  });
});
