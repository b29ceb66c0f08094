import { describe, expect, it } from 'vitest';
import { foldsOf } from './folds.ts';

const documents = (count: number, labelOf: (i: number) => number[] = () => [0]) =>
  Array.from({ length: count }, (_, i) => ({ id: `d${i}`, labels: labelOf(i) }));
const alone = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

describe('foldsOf', () => {
  it('keeps a group in one fold, that of its first document', () => {
    const given = documents(90);
    const groups = alone(90).map((i) => i - (i % 3));
    const folds = foldsOf(given, groups, 10);
    const single = foldsOf(given, alone(90), 10);
    for (const [i, fold] of folds.entries()) expect(fold).toBe(single[groups[i] as number]);
    expect(new Set(folds).size).toBe(10);
  });

  it('leaves a document where it was when others come', () => {
    expect(foldsOf(documents(200), alone(200), 3).slice(0, 150)).toEqual(foldsOf(documents(150), alone(150), 3));
  });

  it('puts the groups of a class into two folds at least', () => {
    // 40 classes of two texts each: by their hashes alone, a third of them would lie in one fold.
    const given = documents(80, (i) => [i >> 1]);
    const folds = foldsOf(given, alone(80), 3);
    for (let i = 0; i < 80; i += 2) expect(folds[i]).not.toBe(folds[i + 1]);
  });
});
