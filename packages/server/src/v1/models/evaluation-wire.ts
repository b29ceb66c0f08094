import type { EvaluatedDocumentView, EvaluationView } from '@taxon/contract';
import { type EvaluatedDocument, type ModelEvaluation, readMetrics } from '@taxon/engine';

/** The metrics of a model; classes as a list, because a class may have any name. */
export function toEvaluationView({
  kind,
  options,
  classes,
  metrics,
  counts,
  details,
}: ModelEvaluation): EvaluationView {
  const test = details?.test;
  const name = (index: number) => classes[index] ?? '';
  const { microF1, microPrecision, microRecall, macroF1, macroPrecision, macroRecall, confusion } = metrics;
  const cells = confusion?.flatMap((row, expected) =>
    row.flatMap((documents, predicted) =>
      documents === 0 ? [] : [{ expected: name(expected), predicted: name(predicted), documents }],
    ),
  );
  return {
    kind,
    options,
    microF1,
    microPrecision,
    microRecall,
    macroF1,
    macroPrecision,
    macroRecall,
    classes: metrics.classes.map((of, index) => ({ name: name(index), ...of, reading: readMetrics(of) })),
    confusion: cells ?? null,
    intervals: test?.intervals ?? null,
    expectedCalibrationError: test?.reliability.expectedCalibrationError ?? null,
    guidance: (test?.guidance ?? []).map(({ rule, classes: about, value, limit }) => ({
      rule,
      value,
      limit,
      classes: about.map((index) => test?.guidedClasses[index] ?? ''),
    })),
    counts,
  };
}

/** What became of one test document. */
export function toEvaluatedDocumentView(document: EvaluatedDocument): EvaluatedDocumentView {
  const { name, language, expected, predicted, scores } = document;
  return { name, language, expected: [...expected], predicted: [...predicted], scores: [...scores] };
}
