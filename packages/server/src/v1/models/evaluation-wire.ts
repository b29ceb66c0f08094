import type { EvaluatedDocumentView, EvaluationView } from '@taxon/contract';
import { type EvaluatedDocument, type ModelEvaluation, type NamedDocuments, readMetrics } from '@taxon/engine';

/** The metrics of a model; classes as a list, because a class may have any name. */
export function toEvaluationView({
  kind,
  options,
  classes,
  metrics,
  counts,
  details,
  leftOut,
  copiesAcrossSplit,
  advice = [],
  measuredOn = counts.tested > 0 ? 'test' : 'nothing',
}: ModelEvaluation): EvaluationView {
  const test = details?.test;
  const { confusion } = metrics;
  const name = (index: number) => classes[index] ?? '';
  const cells = confusion?.flatMap((row, expected) =>
    row.flatMap((documents, predicted) =>
      documents === 0 ? [] : [{ expected: name(expected), predicted: name(predicted), documents }],
    ),
  );
  return {
    kind,
    options,
    measuredOn,
    ...toMetrics(metrics, measuredOn),
    classes: metrics.classes.map((of, index) => ({ name: name(index), ...of, reading: readMetrics(of) })),
    confusion: cells ?? null,
    intervals: test?.intervals ?? null,
    expectedCalibrationError: test?.reliability.expectedCalibrationError ?? null,
    guidance: [
      ...(test?.guidance ?? []).map(({ rule, classes: about, value, limit }) => {
        const names = about.map((index) => test?.guidedClasses[index] ?? '');
        return { rule, value, limit, classes: names, documents: null };
      }),
      ...advice.map((one) => ({ ...one, classes: [...one.classes], documents: toNamed(one.documents) ?? null })),
    ],
    counts,
    leftOut: leftOut === undefined ? null : toLeftOut(leftOut),
    copiesAcrossSplit: copiesAcrossSplit === undefined ? null : toCopies(copiesAcrossSplit),
  };
}

type Names = keyof Pick<
  EvaluationView,
  'microF1' | 'microPrecision' | 'microRecall' | 'macroF1' | 'macroPrecision' | 'macroRecall'
>;

/** A number that nothing was measured for is null, not zero. */
function toMetrics(
  { microF1, microPrecision, microRecall, macroF1, macroPrecision, macroRecall }: ModelEvaluation['metrics'],
  measuredOn: EvaluationView['measuredOn'],
): Pick<EvaluationView, Names> {
  if (measuredOn !== 'nothing') return { microF1, microPrecision, microRecall, macroF1, macroPrecision, macroRecall };
  const [micro, macro] = [
    { microF1: null, microPrecision: null, microRecall: null },
    { macroF1: null, macroPrecision: null, macroRecall: null },
  ];
  return { ...micro, ...macro };
}

function toNamed<Documents extends NamedDocuments | undefined>(documents: Documents) {
  return documents && { count: documents.count, names: [...documents.names] };
}

function toLeftOut({ assignedToTest, unlabelled, cutForFeatures }: NonNullable<ModelEvaluation['leftOut']>) {
  return {
    assignedToTest: toNamed(assignedToTest),
    unlabelled: toNamed(unlabelled),
    cutForFeatures: toNamed(cutForFeatures),
  };
}

function toCopies({ documents, without }: NonNullable<ModelEvaluation['copiesAcrossSplit']>) {
  return { documents: toNamed(documents), without: without ?? null };
}

/** What became of one test document. */
export function toEvaluatedDocumentView(document: EvaluatedDocument): EvaluatedDocumentView {
  const { name, language, expected, predicted, scores } = document;
  return { name, language, expected: [...expected], predicted: [...predicted], scores: [...scores] };
}
