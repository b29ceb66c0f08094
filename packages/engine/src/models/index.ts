export type { EvaluatedDocument, EvaluationOptions, Model, ModelEvaluation, ModelService } from './model.ts';
