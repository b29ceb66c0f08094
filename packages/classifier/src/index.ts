export type { Calibration } from './calibration/calibrate.ts';
export { type CardSource, modelCardMarkdown, modelLimitations } from './card/model-card.ts';
export { outOfScopeThreshold } from './decision/out-of-scope.ts';
export { toClassIndices } from './documents/class-indices.ts';
export { type Contradiction, findContradictions } from './documents/find-contradictions.ts';
export { type Copies, findCopies } from './documents/find-copies.ts';
export type { TrainInput } from './documents/prepare-documents.ts';
export { createTextKeys, type TextKeys } from './documents/text-keys.ts';
export type { TaskKind, TrainingDocument } from './documents/training-document.ts';
export type { Encoder, WordEncoder } from './encoder/encoder.ts';
export { type BuiltInEncoder, encoderForLanguages } from './encoder/encoder-for-language.ts';
export { openEncoder } from './encoder/open-encoder.ts';
export type { AbortFlag } from './errors/abort-flag.ts';
export { ClassifierError, type ClassifierErrorCode } from './errors/classifier-error.ts';
export { type ClassMetrics, type Evaluation, evaluate, type Outcome } from './evaluation/evaluate.ts';
export {
  copyGuidance,
  type Guidance,
  type GuidanceLimits,
  type GuidanceRule,
  guidance,
  guidanceLimits,
} from './evaluation/guidance.ts';
export { type Interval, type MetricIntervals, metricIntervals } from './evaluation/intervals.ts';
export { lookAlikeGuidance } from './evaluation/look-alike-classes.ts';
export { type ClassReading, readMetrics } from './evaluation/read-metrics.ts';
export {
  classReliability,
  type Reliability,
  type ReliabilityBin,
  reliability,
  type ScoredOutcome,
} from './evaluation/reliability.ts';
export { splitStratified } from './evaluation/split.ts';
export { type Explanation, explain, type WordContribution } from './explanation/explain.ts';
export { createSimilarIndex, type SimilarExample, type SimilarIndex } from './explanation/similar.ts';
export { createLiveModel, type LiveChange, type LiveModel } from './live/live-model.ts';
export type { Model } from './model/model.ts';
export type { CrossValidation, EncoderUse, TrainReport } from './model/train-report.ts';
export type { TrainSettings } from './model/train-settings.ts';
export { inspectModel, type OpenModelOptions, openModel } from './model-file/open-model.ts';
export { type ClassifyOptions, classify, type Prediction } from './prediction/classify.ts';
export { compareCodeUnits } from './text/compare-code-units.ts';
export { normalForm } from './text/normal-form.ts';
export { type OffsetUnit, toOffsets } from './text/offsets.ts';
export { MAX_CHARACTERS as mostCharactersRead } from './text/prepare.ts';
export { type TrainedModel, trainMultiLabel, trainSingleLabel } from './training/train.ts';
export type { TrainOptions } from './training/train-options.ts';
