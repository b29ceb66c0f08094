import { describe, expect, it } from 'vitest';
import { findCopies } from '../documents/find-copies.ts';
import { evaluate } from './evaluate.ts';
import { copyGuidance, guidance } from './guidance.ts';

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

describe('copyGuidance', () => {
  const texts = Array.from({ length: 40 }, (_, i) => ({ text: `text ${'abcdefghij'[i % 10]}${i}`, labels: [i % 2] }));
  const adviceOn = (documents: readonly { text: string; labels: number[] }[]) =>
    copyGuidance(documents, findCopies(documents));

  it('says which classes have copies, how many, and which documents repeat others', () => {
    const copies = [0, 0, 2].map((i) => ({ text: `TEXT ${'abcdefghij'[i]}${i}!`, labels: [0] }));
    expect(adviceOn([...texts, ...copies])).toEqual([
      { rule: 'copies', classes: [0], value: 3 / 23, limit: 0.05, documents: [40, 41, 42] },
    ]);
    expect(adviceOn([...texts, ...copies.slice(0, 2)])).toEqual([]);
  });

  it('names the documents of a text under different labels', () => {
    expect(adviceOn([...texts, { text: 'Text b1', labels: [0] }])).toEqual([
      { rule: 'contradicting-copies', classes: [0, 1], value: 2, limit: 0, documents: [1, 40] },
    ]);
  });
});
