import { findContradictions } from '../documents/find-contradictions.ts';
import type { Copies } from '../documents/find-copies.ts';
import type { Evaluation } from './evaluate.ts';

/** What can be wrong with labelled data; `GuidanceLimits` says from when. */
export type GuidanceRule =
  | 'few-training-documents'
  | 'class-missing-in-test'
  | 'train-imbalanced'
  | 'test-imbalanced'
  | 'distributions-differ'
  | 'classes-confused'
  | 'copies'
  | 'contradicting-copies'
  | 'classes-look-alike';

/** One piece of advice on a data set: which rule is broken, by which classes, and how far. */
export interface Guidance {
  readonly rule: GuidanceRule;
  /**
   * The class indices that the advice is about. `classes-confused`: the labelled class, then the predicted one.
   * `train-imbalanced`, `test-imbalanced`: the smallest class, then the largest one.
   */
  readonly classes: readonly number[];
  /**
   * The indices of the documents that the advice is about, ascending. `copies`: those that repeat an earlier one.
   * `contradicting-copies`: all with such a text. Absent for the other rules.
   */
  readonly documents?: readonly number[];
  /** The number that breaks the rule. */
  readonly value: number;
  /** The number that it should not pass. */
  readonly limit: number;
}

/** From when advice is given. The first limit is a number that Azure publishes; the others are Taxon's own. */
export interface GuidanceLimits {
  /** A class should have at least so many labelled training documents. */
  readonly trainingDocuments: number;
  /** The largest class should have at most so many times the documents of the smallest. */
  readonly imbalance: number;
  /**
   * The share of a class among training and among test documents should differ by this factor at most. Classes with fewer
   * than 5 documents in both parts are not looked at.
   */
  readonly shareRatio: number;
  /** At most this share of a class's test documents should get one other class. Fewer than 3 such documents do not count. */
  readonly confusion: number;
  /** At most this share of a class's documents should repeat an earlier document. Fewer than 3 such documents do not count. */
  readonly copies: number;
}

export const guidanceLimits: GuidanceLimits = {
  trainingDocuments: 15,
  imbalance: 10,
  shareRatio: 2,
  confusion: 0.2,
  copies: 0.05,
};

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
 * @param trainCounts by class index: the number of labelled training documents
 * @param testCounts by class index: the number of labelled test documents; empty when there is no test set
 * @param evaluation of the test set, or cross-validated; undefined: confusions are not looked at. They need a single-label one.
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

interface CopiedDocument {
  /** Class indices. */
  readonly labels: readonly number[];
}

/**
 * Checks labelled documents for copies. `copies`: the value is the largest share of a class's documents that repeat an earlier
 * one, near-copies included. `contradicting-copies`: the value is the number of documents whose text stands under other labels
 * too; there should be none.
 * @param documents those that `copies` were found among
 */
export function copyGuidance(
  documents: readonly CopiedDocument[],
  copies: Copies,
  limits: GuidanceLimits = guidanceLimits,
): Guidance[] {
  return [...repetitions(documents, copies, limits.copies), ...contradictions(documents, copies)];
}

function repetitions(documents: readonly CopiedDocument[], { group }: Copies, limit: number): Guidance[] {
  const all = new Map<number, number>();
  const repeated = new Map<number, number>();
  const repeating: number[] = [];
  for (const [index, { labels }] of documents.entries()) {
    const repeats = group[index] !== index;
    if (repeats) repeating.push(index);
    for (const label of labels) {
      all.set(label, (all.get(label) ?? 0) + 1);
      if (repeats) repeated.set(label, (repeated.get(label) ?? 0) + 1);
    }
  }
  const shares = [...repeated]
    .filter(([label, count]) => count >= 3 && count > limit * (all.get(label) ?? 0))
    .map(([label, count]) => ({ label, share: count / (all.get(label) ?? count) }))
    .sort((a, b) => a.label - b.label);
  if (shares.length === 0) return [];
  const classes = shares.map(({ label }) => label);
  return [
    { rule: 'copies', classes, value: Math.max(...shares.map(({ share }) => share)), limit, documents: repeating },
  ];
}

function contradictions(documents: readonly CopiedDocument[], copies: Copies): Guidance[] {
  const found = findContradictions(documents, copies).flatMap((one) => one.documents);
  if (found.length === 0) return [];
  found.sort((a, b) => a - b);
  const classes = new Set(found.flatMap((index) => documents[index]?.labels ?? []));
  const inOrder = [...classes].sort((a, b) => a - b);
  return [{ rule: 'contradicting-copies', classes: inOrder, value: found.length, limit: 0, documents: found }];
}
