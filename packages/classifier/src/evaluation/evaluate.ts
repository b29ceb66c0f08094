import type { TaskKind } from '../documents/training-document.ts';

/** Counts over the evaluated documents and the ratios made of them (0…1; a zero denominator gives 0). */
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
  /** Single-label only: `confusion[expected][predicted]` counts; an abstained document is in no cell. */
  readonly confusion: readonly (readonly number[])[] | undefined;
  readonly documents: number;
}

/** Class indices a document should have and was given. */
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
 * Precision, recall and F1 per class, micro and macro.
 *
 * Per class: true positive = expected and predicted, false positive = predicted only, false negative = expected only,
 * true negative = the remaining documents. Micro pools the counts over all classes. Macro is the plain mean over
 * **all** `classCount` classes, macro F1 being the mean of the class F1 values (not the F1 of the macro means); a class
 * that is neither expected nor predicted anywhere counts with 0, so that the macro figure can always be recomputed from
 * the class table it is shown with.
 *
 * @param outcomes one entry a document; indices in 0…classCount−1
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
