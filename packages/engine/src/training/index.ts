export { runTraining } from './run-training.ts';
export { trainJob } from './train-job.ts';
export type { RunTrainingDeps } from './train-run.ts';
export type { TrainCommand, TrainingService, TrainJob, TrainProgress } from './training.ts';
export { trainingConfigVersions } from './training.ts';
export { createTrainingService } from './training-service.ts';
