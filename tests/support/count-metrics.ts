/** Expected and predicted classes of one document. */
export interface Judged {
  readonly expected: readonly string[];
  readonly predicted: readonly string[];
}

interface Counts {
  truePositiveCount: number;
  trueNegativeCount: number;
  falsePositiveCount: number;
  falseNegativeCount: number;
}

export interface CountedMetrics {
  readonly classes: ReadonlyMap<string, Counts>;
  readonly microF1: number;
  readonly macroF1: number;
}

/**
 * Counts metrics by the published rules. It was written from the description, not from the product. Micro pools the
 * counts of all classes. Macro is the mean of F1 over `classNames`.
 */
export function countMetrics(documents: readonly Judged[], classNames: readonly string[]): CountedMetrics {
  const classes = new Map<string, Counts>();
  for (const name of classNames) {
    const counts = { truePositiveCount: 0, trueNegativeCount: 0, falsePositiveCount: 0, falseNegativeCount: 0 };
    for (const { expected, predicted } of documents) {
      const labelled = expected.includes(name);
      if (predicted.includes(name)) counts[labelled ? 'truePositiveCount' : 'falsePositiveCount'] += 1;
      else counts[labelled ? 'falseNegativeCount' : 'trueNegativeCount'] += 1;
    }
    classes.set(name, counts);
  }
  const all = [...classes.values()];
  const sum = (key: keyof Counts): number => all.reduce((total, counts) => total + counts[key], 0);
  return {
    classes,
    microF1: f1(sum('truePositiveCount'), sum('falsePositiveCount'), sum('falseNegativeCount')),
    macroF1:
      all.reduce((total, c) => total + f1(c.truePositiveCount, c.falsePositiveCount, c.falseNegativeCount), 0) /
      all.length,
  };
}

function f1(truePositives: number, falsePositives: number, falseNegatives: number): number {
  const denominator = 2 * truePositives + falsePositives + falseNegatives;
  return denominator === 0 ? 0 : (2 * truePositives) / denominator;
}
