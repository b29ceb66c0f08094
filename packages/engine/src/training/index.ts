export type { TrainCommand, TrainingService, TrainJob, TrainProgress } from './training.ts';
export { trainingConfigVersions } from './training.ts';
