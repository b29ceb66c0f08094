import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';

const [ACTION, COMEDY, ROMANCE] = [0, 1, 2];

describe('evaluate', () => {
  // The five documents of an article of Azure's documentation. Its figures are wrong; these are right.
  it('gives the corrected figures of the worked example', () => {
    const result = evaluate('multi', 3, [
      { expected: [ACTION, COMEDY], predicted: [COMEDY] },
      { expected: [ACTION], predicted: [ACTION] },
      { expected: [ROMANCE], predicted: [ROMANCE] },
      { expected: [ROMANCE, COMEDY], predicted: [ROMANCE] },
      { expected: [COMEDY], predicted: [ACTION] },
    ]);
    const [action, comedy, romance] = result.classes;
    expect(comedy).toMatchObject({ precision: 1, f1: 0.5, truePositives: 1, falsePositives: 0, falseNegatives: 2 });
    expect(comedy?.recall).toBeCloseTo(1 / 3, 12);
    expect(action).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5, trueNegatives: 2 });
    expect(romance).toMatchObject({ precision: 1, recall: 1, f1: 1, trueNegatives: 3 });
    expect(result.microPrecision).toBeCloseTo(0.8, 12);
    expect(result.microRecall).toBeCloseTo(4 / 7, 12);
    expect(result.microF1).toBeCloseTo(2 / 3, 12);
    expect(result.macroF1).toBeCloseTo(2 / 3, 12);
    expect(result.macroPrecision).toBeCloseTo(2.5 / 3, 12);
    expect(result.confusion).toBeUndefined();
    expect(result.documents).toBe(5);
  });

  it('counts each single-label error once as false positive and once as false negative', () => {
    const result = evaluate('single', 2, [
      { expected: [0], predicted: [0] },
      { expected: [0], predicted: [1] },
      { expected: [1], predicted: [1] },
      { expected: [1], predicted: [] },
    ]);
    expect(result.confusion).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(result.microPrecision).toBeCloseTo(2 / 3, 12);
    expect(result.microRecall).toBe(0.5);
  });

  it('gives 0 for zero denominators and lets absent classes count in the macro mean', () => {
    const result = evaluate('single', 2, [{ expected: [0], predicted: [0] }]);
    expect(result.classes[1]).toMatchObject({ f1: 0, precision: 0, recall: 0, trueNegatives: 1 });
    expect(result.macroF1).toBe(0.5);
    expect(evaluate('multi', 0, [])).toMatchObject({ microF1: 0, macroF1: 0, documents: 0 });
  });
});
