import type { Actor } from '../access/index.ts';
import type { EvaluationOptions } from '../models/index.ts';
import type { Operation, OperationStatus } from '../operations/index.ts';

/** Versions a caller may name; 'latest' stands for the last one. */
export const trainingConfigVersions = ['2022-05-01'] as const;

export interface TrainCommand {
  readonly modelName: string;
  /** A version or 'latest'. */
  readonly configVersion: string;
  /** Undefined: 80/20 by percentage. */
  readonly evaluation?: EvaluationOptions;
  /** 0…2^32-1; undefined: derived from the project's name, so that the same data give the same model. */
  readonly seed?: number;
}

/** `progress` of a 'train' operation, written while it runs; whole percentages. */
export interface TrainProgress {
  readonly training: {
    readonly percent: number;
    readonly status: OperationStatus;
    readonly startedAt?: string;
    readonly finishedAt?: string;
  };
  readonly evaluation: {
    readonly percent: number;
    readonly status: OperationStatus;
    readonly startedAt?: string;
    readonly finishedAt?: string;
  };
}

/** A train operation with its kind-specific parts typed. `configVersion` is the real one, never 'latest'. */
export interface TrainJob {
  readonly operation: Operation;
  readonly modelName: string;
  readonly configVersion: string;
  readonly evaluation: EvaluationOptions;
  readonly progress: TrainProgress;
}

export interface TrainingService {
  /** Throws `training/already-running` and everything that can be judged before the data are read. */
  requestTraining(actor: Actor, projectName: string, command: TrainCommand): Promise<TrainJob>;
  getJob(projectName: string, operationId: string): Promise<TrainJob>;
  listJobs(projectName: string, page: { skip: number; top: number }): Promise<readonly TrainJob[]>;
  /** notStarted is cancelled at once, running becomes cancelling; throws `operation/not-cancellable` when it has ended. */
  cancel(actor: Actor, projectName: string, operationId: string): Promise<TrainJob>;
}
