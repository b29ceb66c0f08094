import type { ModelCalibrationView, ModelCardView, ModelReportView, ModelThresholdsView } from '@taxon/contract';
import type { ModelDescription } from '@taxon/engine';
import { toEvaluationView } from './evaluation-wire.ts';

type Report = ModelDescription['report'];
type Reliability = NonNullable<Report['crossValidation']>['reliability'];

/** How a model was made. */
export function toModelReportView({ model, report, evaluation, details }: ModelDescription): ModelReportView {
  const { seed, dataDigest, documents, truncatedDocuments, features, epochs, settings, calibration } = report;
  return {
    model: model.name,
    kind: model.kind,
    trainedAt: model.trainedAt.toISOString(),
    seed,
    snapshotDigest: model.snapshotDigest,
    dataDigest,
    documents,
    truncatedDocuments,
    classes: details.classes.map((name, index) => ({ name, documents: report.classDocuments[index] ?? 0 })),
    copies: toCopies(report.copies, details.classes),
    features,
    passes: epochs,
    settings: { ...settings, copies: settings.copies ?? 'every' },
    encoder: toEncoder(report.encoder),
    search: report.search?.steps.map((step) => ({ ...step, denseScale: step.denseScale ?? null })) ?? null,
    calibration: toCalibration(calibration, details.classes),
    test: toTest(evaluation),
    crossValidation: toCrossValidation(report.crossValidation, details.classes),
  };
}

function toCalibration(calibration: Report['calibration'], classes: readonly string[]): ModelReportView['calibration'] {
  const name = (index: number) => classes[index] ?? '';
  if (calibration.method === 'temperature') {
    const { method, temperature, offsets } = calibration;
    return { method, temperature, classes: offsets?.map((offset, index) => ({ name: name(index), offset })) ?? null };
  }
  const { method, slope, offset, anyClass = false, oneClass = false } = calibration;
  const lines = calibration.classes?.map((line, index) => ({ name: name(index), ...line }));
  return { method, slope, offset, classes: lines ?? null, anyClass, oneClass };
}

function toTest(evaluation: ModelDescription['evaluation']): ModelReportView['test'] {
  const { measuredOn, microF1, macroF1, copiesAcrossSplit, leftOut } = toEvaluationView(evaluation);
  return { measuredOn, documents: evaluation.counts.tested, microF1, macroF1, copiesAcrossSplit, leftOut };
}

function toCopies(copies: Report['copies'], classes: readonly string[]): ModelReportView['copies'] {
  if (copies === undefined) return null;
  const { classRepeats, ...counts } = copies;
  return { ...counts, repeats: classes.map((name, index) => ({ name, documents: classRepeats[index] ?? 0 })) };
}

function toEncoder(encoder: Report['encoder']): ModelReportView['encoder'] {
  return encoder === undefined ? null : { ...encoder, evidence: encoder.evidence ?? null };
}

function toCrossValidation(
  validation: Report['crossValidation'],
  classes: readonly string[],
): ModelReportView['crossValidation'] {
  if (validation === undefined) return null;
  const { folds, documents, microF1, macroF1, intervals, reliability, classCalibrationErrors } = validation;
  return {
    folds,
    documents,
    microF1,
    macroF1,
    intervals,
    expectedCalibrationError: reliability.expectedCalibrationError,
    classes: validation.classes.map((metrics, index) => ({
      name: classes[index] ?? '',
      ...metrics,
      calibrationError: classCalibrationErrors[index] ?? 0,
    })),
  };
}

/** How true a model's scores are. */
export function toModelCalibrationView({ model, report, details }: ModelDescription): ModelCalibrationView {
  const { crossValidation } = report;
  const name = (index: number) => details.classes[index] ?? '';
  return {
    model: model.name,
    kind: model.kind,
    calibration: toCalibration(report.calibration, details.classes),
    test:
      details.test === undefined
        ? null
        : {
            documents: details.test.documents,
            overall: toReliability(details.test.reliability),
            classes: details.test.classReliability.map((of, index) => ({ name: name(index), ...toReliability(of) })),
          },
    crossValidation:
      crossValidation === undefined
        ? null
        : {
            documents: crossValidation.documents,
            overall: toReliability(crossValidation.reliability),
            classes: crossValidation.classCalibrationErrors.map((expectedCalibrationError, index) => {
              return { name: name(index), expectedCalibrationError };
            }),
          },
  };
}

/** Ranges without a score say nothing and are left out. */
function toReliability({ bins, expectedCalibrationError }: Reliability) {
  const ranges = bins.map((bin, index) => ({ from: index / bins.length, to: (index + 1) / bins.length, ...bin }));
  return { expectedCalibrationError, bins: ranges.filter(({ count }) => count > 0) };
}

/** When a model answers a class. */
export function toModelThresholdsView({ model, details }: ModelDescription): ModelThresholdsView {
  return {
    model: model.name,
    kind: model.kind,
    classes: details.classes.map((name, index) => ({ name, threshold: details.thresholds[index] ?? null })),
    atLeastOne: details.answersAtLeastOne,
    outOfScope: details.outOfScope.map((step) => ({ ...step, threshold: step.threshold ?? null })),
  };
}

/** The model card as data. */
export function toModelCardView(description: ModelDescription): ModelCardView {
  const { report, details } = description;
  return {
    report: toModelReportView(description),
    thresholds: toModelThresholdsView(description),
    calibrationError: {
      test: details.test?.reliability.expectedCalibrationError ?? null,
      crossValidation: report.crossValidation?.reliability.expectedCalibrationError ?? null,
    },
    limits: [...description.limits],
  };
}
