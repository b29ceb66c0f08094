export type { TrainingProgress } from './progress-clock.ts';
export { trainWork } from './train-work.ts';
export type { TrainCommand, TrainingService, TrainJob } from './training.ts';
export { trainingConfigVersions } from './training.ts';
export { createTrainingService } from './training-service.ts';
