export type {
  ClassifyResult,
  ClassScore,
  DocumentOutcome,
  InputDocument,
  PredictionJob,
  PredictionService,
  PredictionTask,
  TaskResult,
} from './prediction.ts';
export { predictionLimits } from './prediction.ts';
