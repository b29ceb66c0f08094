import type {
  AuthoringClassEvaluation,
  AuthoringDocumentEvaluation,
  AuthoringEvaluationSummary,
} from '@taxon/contract';
import type { EvaluatedDocument, ModelEvaluation, ProjectKind } from '@taxon/engine';
import { toProjectKindName } from '../projects/project-wire.ts';

/** The metrics of a model on the wire. Classes are own members whatever their names (`__proto__` included). */
export function toEvaluationSummary(evaluation: ModelEvaluation): AuthoringEvaluationSummary {
  const metrics = toMetrics(evaluation);
  return {
    projectKind: toProjectKindName(evaluation.kind),
    ...(evaluation.kind === 'single'
      ? { customSingleLabelClassificationEvaluation: { confusionMatrix: toConfusionMatrix(evaluation), ...metrics } }
      : { customMultiLabelClassificationEvaluation: metrics }),
    evaluationOptions: evaluation.options,
  };
}

function toMetrics({ classes, metrics }: ModelEvaluation) {
  return {
    classes: Object.fromEntries(
      metrics.classes.map((of, index): [string, AuthoringClassEvaluation] => [
        classes[index] ?? '',
        {
          f1: of.f1,
          precision: of.precision,
          recall: of.recall,
          truePositiveCount: of.truePositives,
          trueNegativeCount: of.trueNegatives,
          falsePositiveCount: of.falsePositives,
          falseNegativeCount: of.falseNegatives,
        },
      ]),
    ),
    microF1: metrics.microF1,
    microPrecision: metrics.microPrecision,
    microRecall: metrics.microRecall,
    macroF1: metrics.macroF1,
    macroPrecision: metrics.macroPrecision,
    macroRecall: metrics.macroRecall,
  };
}

/** Rows are labelled classes; a cell is its share of the row in percent and its count; zero cells are left out. */
function toConfusionMatrix({ classes, metrics }: ModelEvaluation) {
  const name = (index: number) => classes[index] ?? '';
  const rows = (metrics.confusion ?? []).map((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.flatMap((count, predicted): [string, { normalizedValue: number; rawValue: number }][] =>
      count === 0 ? [] : [[name(predicted), { normalizedValue: (100 * count) / total, rawValue: count }]],
    );
    return [name(actual), cells] as const;
  });
  return Object.fromEntries(
    rows.filter(([, cells]) => cells.length > 0).map(([actual, cells]) => [actual, Object.fromEntries(cells)]),
  );
}

/** What became of one test document, on the wire. */
export function toDocumentEvaluation(document: EvaluatedDocument, kind: ProjectKind): AuthoringDocumentEvaluation {
  const { name, language, expected, predicted } = document;
  const about = { location: name, language, projectKind: toProjectKindName(kind) };
  if (kind === 'multi') {
    const result = { expectedClasses: [...expected], predictedClasses: [...predicted] };
    return { ...about, customMultiLabelClassificationResult: result };
  }
  const result = { expectedClass: expected[0] ?? '', predictedClass: predicted[0] ?? 'None' };
  return { ...about, customSingleLabelClassificationResult: result };
}
