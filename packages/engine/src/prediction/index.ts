export type { SimilarDocument, TextExplanation, WantedDetail } from './detail.ts';
export { expireJob } from './expire-job.ts';
export { expirePredictions } from './expire-predictions.ts';
export { predictJob } from './predict-job.ts';
export type {
  ClassifyResult,
  ClassScore,
  DocumentOutcome,
  InputDocument,
  PredictionJob,
  PredictionService,
  PredictionTask,
  RankedClass,
  RowOutcome,
  RowRenderer,
  TaskResult,
} from './prediction.ts';
export { predictionLimits } from './prediction.ts';
export { createPredictionService } from './prediction-service.ts';
export { type RunPredictionDeps, runPrediction } from './run-prediction.ts';
