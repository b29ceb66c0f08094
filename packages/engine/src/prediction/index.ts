export type { SimilarDocument, TextExplanation, WantedDetail } from './classify/detail.ts';
export { expirePredictions } from './jobs/expire-predictions.ts';
export { predictWork } from './jobs/predict-work.ts';
export { predictionTable } from './jobs/prediction-table.ts';
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
