import type { EncoderSource } from '../encoders/index.ts';
import type { Claim, Operations } from '../operations/index.ts';
import type { Database, Given, Notifier, ThreadPool } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';
import type { ProgressClock } from './train-progress.ts';
import type { TrainRequest } from './training.ts';

/** What a training stands on in the worker. */
export interface RunTrainingDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId' | 'log'>;
  readonly notifier: Notifier;
  readonly operations: Operations;
  readonly threads: ThreadPool;
  readonly encoders: EncoderSource;
}

/** One attempt of one training. */
export interface TrainRun {
  readonly claim: Claim;
  readonly request: TrainRequest;
  readonly project: Project;
  readonly startedAt: Date;
  readonly progress: ProgressClock;
}
