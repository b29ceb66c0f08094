import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { guidance } from './guidance.ts';

describe('guidance', () => {
  it('finds each broken rule with the classes that break it', () => {
    const outcomes = [
      ...Array.from({ length: 10 }, () => ({ expected: [0], predicted: [0] })),
      ...Array.from({ length: 6 }, () => ({ expected: [1], predicted: [1] })),
      ...Array.from({ length: 4 }, () => ({ expected: [1], predicted: [0] })),
    ];
    const found = guidance([200, 19, 14], [10, 10, 0], evaluate('single', 3, outcomes));
    expect(found.map(({ rule, classes }) => [rule, classes])).toEqual([
      ['distributions-differ', [1]],
      ['few-training-documents', [2]],
      ['class-missing-in-test', [2]],
      ['train-imbalanced', [2, 0]],
      ['classes-confused', [1, 0]],
    ]);
    expect(found.at(-1)?.value).toBe(0.4);
  });

  it('is silent about sound data and about a test set that is not there', () => {
    expect(guidance([20, 20], [5, 5], undefined)).toEqual([]);
    expect(guidance([20, 20], [], undefined)).toEqual([]);
  });
});
