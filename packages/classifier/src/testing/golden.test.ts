import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { trainMultiLabel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

// The same documents, seed and settings give these bytes on every machine. A change here means that every model changes
// when it is trained anew: it belongs into the change log.
const GOLDEN = {
  single: '388ee3b4b5595de54b4ca05d43677b96985b849b53de31d9408668fac1f4f65a',
  multi: '4bb8f584a0c29e9d6680a95b2e0a7bba53515f8a8d655c2f4dab083c01d1f747',
};

describe('trained bytes', () => {
  it.each(['single', 'multi'] as const)('are those of every other machine (%s)', (kind) => {
    const train = kind === 'single' ? trainSingleLabel : trainMultiLabel;
    const { bytes } = train(checkDocuments(kind, 20), { seed: 11 });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(GOLDEN[kind]);
  });
});
