import type { TaskKind } from '../documents/training-document.ts';

/** The counts of one class over the evaluated documents, and the ratios of them: 0…1, and 0 when the denominator is 0. */
export interface ClassMetrics {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly truePositives: number;
  readonly trueNegatives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export interface Evaluation {
  /** By class index. */
  readonly classes: readonly ClassMetrics[];
  readonly microF1: number;
  readonly microPrecision: number;
  readonly microRecall: number;
  readonly macroF1: number;
  readonly macroPrecision: number;
  readonly macroRecall: number;
  /** Single-label only: how many documents of each expected class got each predicted class. Abstained ones are not counted. */
  readonly confusion: readonly (readonly number[])[] | undefined;
  readonly documents: number;
}

/** The class indices that a document has, and those that it was given. */
export interface Outcome {
  readonly expected: readonly number[];
  readonly predicted: readonly number[];
}

interface Ratios {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
}

function ratios(truePositives: number, falsePositives: number, falseNegatives: number): Ratios {
  const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return {
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

function confusionOf(classCount: number, outcomes: readonly Outcome[]): number[][] {
  const confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (const { expected, predicted } of outcomes) {
    const row = confusion[expected[0] ?? -1];
    const column = predicted[0];
    if (row !== undefined && column !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return confusion;
}

/**
 * Precision, recall and F1 of each class, micro and macro.
 *
 * Of a class: a true positive is expected and predicted, a false positive only predicted, a false negative only expected; the
 * other documents are true negatives. Micro adds the counts of all classes up. Macro is the plain mean over **all**
 * `classCount` classes. So macro F1 is the mean of the F1 of the classes, not the F1 of macro precision and recall. A class
 * that is nowhere expected or predicted counts as 0: so the macro figure is always the mean of the table of classes.
 *
 * @param outcomes one for each document; indices in 0…classCount−1
 */
export function evaluate(kind: TaskKind, classCount: number, outcomes: readonly Outcome[]): Evaluation {
  const both = new Float64Array(classCount);
  const onlyPredicted = new Float64Array(classCount);
  const onlyExpected = new Float64Array(classCount);
  const count = (counts: Float64Array, index: number) => {
    counts[index] = (counts[index] ?? 0) + 1;
  };
  for (const { expected, predicted } of outcomes) {
    const expectedSet = new Set(expected);
    const predictedSet = new Set(predicted);
    for (const index of predictedSet) count(expectedSet.has(index) ? both : onlyPredicted, index);
    for (const index of expectedSet) if (!predictedSet.has(index)) count(onlyExpected, index);
  }
  const classes = Array.from(both, (truePositives, index): ClassMetrics => {
    const falsePositives = onlyPredicted[index] ?? 0;
    const falseNegatives = onlyExpected[index] ?? 0;
    const trueNegatives = outcomes.length - truePositives - falsePositives - falseNegatives;
    const derived = ratios(truePositives, falsePositives, falseNegatives);
    return { ...derived, truePositives, trueNegatives, falsePositives, falseNegatives };
  });
  const sum = (pick: (metrics: ClassMetrics) => number) => classes.reduce((total, one) => total + pick(one), 0);
  const mean = (pick: (metrics: ClassMetrics) => number) => (classCount === 0 ? 0 : sum(pick) / classCount);
  const micro = ratios(
    sum((one) => one.truePositives),
    sum((one) => one.falsePositives),
    sum((one) => one.falseNegatives),
  );
  return {
    classes,
    microF1: micro.f1,
    microPrecision: micro.precision,
    microRecall: micro.recall,
    macroF1: mean((one) => one.f1),
    macroPrecision: mean((one) => one.precision),
    macroRecall: mean((one) => one.recall),
    confusion: kind === 'single' ? confusionOf(classCount, outcomes) : undefined,
    documents: outcomes.length,
  };
}
