import type { Evaluation } from './evaluate.ts';

export type GuidanceRule =
  | 'few-training-documents'
  | 'class-missing-in-test'
  | 'train-imbalanced'
  | 'test-imbalanced'
  | 'distributions-differ'
  | 'classes-confused';

/** Advice on a data set: which rule is broken, by which classes, by how much. */
export interface Guidance {
  readonly rule: GuidanceRule;
  /** Class indices concerned; for `classes-confused` the labelled and the predicted class. */
  readonly classes: readonly number[];
  readonly value: number;
  readonly limit: number;
}

/** The limits; the first is the vendor's published number, the others are Taxon's own. */
export interface GuidanceLimits {
  /** A class should have so many labelled training documents. */
  readonly trainingDocuments: number;
  /** The largest class should have at most so many times the documents of the smallest. */
  readonly imbalance: number;
  /** A class's share of train and test should differ by at most this factor (where either has 5 documents or more). */
  readonly shareRatio: number;
  /** At most this share of a class's test documents should be taken for one other class (from 3 documents on). */
  readonly confusion: number;
}

export const guidanceLimits: GuidanceLimits = { trainingDocuments: 15, imbalance: 10, shareRatio: 2, confusion: 0.2 };

function imbalance(rule: 'train-imbalanced' | 'test-imbalanced', counts: readonly number[], limit: number): Guidance[] {
  const present = counts.flatMap((count, c) => (count > 0 ? [{ count, c }] : []));
  const sorted = present.sort((a, b) => a.count - b.count || a.c - b.c);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined || most.count <= limit * least.count) return [];
  return [{ rule, classes: [least.c, most.c], value: most.count / least.count, limit }];
}

function confusions(evaluation: Evaluation, limit: number): Guidance[] {
  return (evaluation.confusion ?? []).flatMap((row, expected) => {
    const support = row.reduce((sum, count) => sum + count, 0);
    return row.flatMap((count, predicted): Guidance[] => {
      const isConfused = predicted !== expected && count >= 3 && count > limit * support;
      return isConfused
        ? [{ rule: 'classes-confused', classes: [expected, predicted], value: count / support, limit }]
        : [];
    });
  });
}

/**
 * Checks labelled data against the guidance rules.
 * @param trainCounts labelled training documents by class index
 * @param testCounts the same of the test set; empty when there is none
 * @param evaluation of the test set, or cross-validated, for confusions (single-label)
 */
export function guidance(
  trainCounts: readonly number[],
  testCounts: readonly number[],
  evaluation: Evaluation | undefined,
  limits: GuidanceLimits = guidanceLimits,
): Guidance[] {
  const found: Guidance[] = [];
  const hasTest = testCounts.some((count) => count > 0);
  const sum = (counts: readonly number[]) =>
    Math.max(
      1,
      counts.reduce((total, count) => total + count, 0),
    );
  const [trainTotal, testTotal] = [sum(trainCounts), sum(testCounts)];
  for (const [c, count] of trainCounts.entries()) {
    if (count < limits.trainingDocuments) {
      found.push({ rule: 'few-training-documents', classes: [c], value: count, limit: limits.trainingDocuments });
    }
    const inTest = testCounts[c] ?? 0;
    if (!hasTest) continue;
    if (inTest === 0) found.push({ rule: 'class-missing-in-test', classes: [c], value: 0, limit: 1 });
    else if (count > 0 && (count >= 5 || inTest >= 5)) {
      const shares = [count / trainTotal, inTest / testTotal];
      const ratio = Math.max(...shares) / Math.min(...shares);
      if (ratio > limits.shareRatio) {
        found.push({ rule: 'distributions-differ', classes: [c], value: ratio, limit: limits.shareRatio });
      }
    }
  }
  found.push(...imbalance('train-imbalanced', trainCounts, limits.imbalance));
  if (hasTest) found.push(...imbalance('test-imbalanced', testCounts, limits.imbalance));
  if (evaluation !== undefined) found.push(...confusions(evaluation, limits.confusion));
  return found;
}
