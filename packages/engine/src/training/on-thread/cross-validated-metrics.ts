import type { ClassMetrics, CrossValidation, Evaluation } from '@taxon/classifier';

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The metrics of cross-validation in the form of those of a test set. The confusions of classes are not kept. */
export function crossValidatedMetrics({ classes, documents, microF1, macroF1 }: CrossValidation): Evaluation {
  const sum = (pick: (one: ClassMetrics) => number) => classes.reduce((total, one) => total + pick(one), 0);
  const hits = sum(({ truePositives }) => truePositives);
  return {
    classes,
    documents,
    microF1,
    macroF1,
    microPrecision: ratio(hits, hits + sum(({ falsePositives }) => falsePositives)),
    microRecall: ratio(hits, hits + sum(({ falseNegatives }) => falseNegatives)),
    macroPrecision: ratio(
      sum(({ precision }) => precision),
      classes.length,
    ),
    macroRecall: ratio(
      sum(({ recall }) => recall),
      classes.length,
    ),
    confusion: undefined,
  };
}
