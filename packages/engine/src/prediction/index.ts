export type { SimilarDocument, TextExplanation, WantedDetail } from './classify/detail.ts';
export { expireJob } from './jobs/expire-job.ts';
export { expirePredictions } from './jobs/expire-predictions.ts';
export { predictJob } from './jobs/predict-job.ts';
export { type RunPredictionDeps, runPrediction } from './jobs/run-prediction.ts';
export type {
  ClassifyResult,
  ClassScore,
  DocumentOutcome,
  InputDocument,
  PredictionJob,
  PredictionService,
  PredictionTask,
  RankedClass,
  TaskResult,
} from './prediction.ts';
export { predictionLimits } from './prediction.ts';
export { createPredictionService } from './prediction-service.ts';
