import { describe, expect, it } from 'vitest';
import type { Encoder } from '../encoder/encoder.ts';
import { denseScaleFor, effectiveSettings, resolveSettings } from './settings.ts';

const network: Encoder = {
  id: 'network',
  dimension: 8,
  languages: ['en'],
  scale: 2,
  licence: 'MIT',
  embed: (texts) => new Float32Array(8 * texts.length),
};

describe('settings', () => {
  it('are settled by kind, size and balance', () => {
    const defaults = resolveSettings(undefined);
    expect(effectiveSettings(defaults, 'single', [100, 100], { documents: 200, texts: 200 })).toMatchObject({
      loss: 'log',
      cost: 5,
      classWeights: 'none',
      epochs: 60,
      minDocumentFrequency: 1,
    });
    expect(effectiveSettings(defaults, 'single', [9000, 1000], { documents: 10_000, texts: 10_000 })).toMatchObject({
      loss: 'squared-hinge',
      cost: 0.5,
      classWeights: 'mild',
      epochs: 6,
      minDocumentFrequency: 2,
    });
    expect(effectiveSettings(defaults, 'multi', [90, 10], { documents: 100, texts: 100 })).toMatchObject({
      loss: 'squared-hinge',
      classWeights: 'none',
      minDocumentFrequency: 1,
    });
    expect(effectiveSettings(defaults, 'multi', [180, 20], { documents: 200, texts: 200 })).toMatchObject({
      minDocumentFrequency: 2,
    });
    expect(
      effectiveSettings({ ...defaults, loss: 'log', cost: 7, epochs: 3 }, 'multi', [9], { documents: 9, texts: 9 }),
    ).toMatchObject({
      cost: 7,
      epochs: 3,
    });
  });

  it('outside their range are refused by name', () => {
    expect(() => resolveSettings({ cost: -1 })).toThrow(/cost must lie in 0.001…10000, got -1/);
    expect(() => resolveSettings({ epochs: 0 })).toThrow(/epochs/);
    expect(() => resolveSettings({ minDocumentFrequency: Number.NaN })).toThrow(/minDocumentFrequency/);
  });

  it('halve the weight of a static table, not of a network, when classes have many documents', () => {
    const table = (scale: number) => ({ ...network, scale, visitPieces: () => 0 });
    expect(denseScaleFor(table(1), 390, 10)).toBe(1);
    expect(denseScaleFor(table(1), 400, 10)).toBe(0.5);
    expect(denseScaleFor(table(0.5), 400, 10)).toBe(0.5);
    expect(denseScaleFor(network, 400, 10)).toBe(2);
  });
});
