import { type Static, Type } from 'typebox';
import { statuses } from '../operations/index.ts';
import type { TrainPercent } from './on-thread/messages.ts';

const Step = Type.Object({
  /** Whole. */
  percent: Type.Integer(),
  status: Type.Enum(statuses),
  startedAt: Type.Optional(Type.String()),
  finishedAt: Type.Optional(Type.String()),
});
type Step = Static<typeof Step>;

/** Where the two steps of a training stand. */
export const TrainingProgress = Type.Object({ training: Step, evaluation: Step });
export type TrainingProgress = Static<typeof TrainingProgress>;

/** The progress of a training that has not begun. */
export const notStartedProgress: TrainingProgress = {
  training: { percent: 0, status: 'notStarted' },
  evaluation: { percent: 0, status: 'notStarted' },
};

/** Where the two steps of a training stand; times are remembered when a step begins and ends. */
export interface ProgressClock {
  /** A thread said how far it is. */
  advance(percent: TrainPercent): TrainingProgress;
  /** Both are done. */
  complete(): TrainingProgress;
  /** The step that ran did not end well; one that had not begun stays so. */
  broken(status: 'failed' | 'cancelled'): TrainingProgress;
}

function done(step: Step, now: string): Step {
  const startedAt = step.startedAt ?? now;
  return { percent: 100, status: 'succeeded', startedAt, finishedAt: step.finishedAt ?? now };
}

function running(step: Step, percent: number, now: string): Step {
  return { percent, status: 'running', startedAt: step.startedAt ?? now };
}

export function createProgressClock(clock: () => Date): ProgressClock {
  const now = () => clock().toISOString();
  let training: Step = running({ percent: 0, status: 'notStarted' }, 0, now());
  let evaluation: Step = { percent: 0, status: 'notStarted' };
  return {
    advance(percent) {
      const at = now();
      if (percent.training < 100) training = running(training, percent.training, at);
      else {
        training = done(training, at);
        evaluation = running(evaluation, percent.evaluation, at);
      }
      return { training, evaluation };
    },
    complete() {
      const at = now();
      training = done(training, at);
      evaluation = done(evaluation, at);
      return { training, evaluation };
    },
    broken(status) {
      const at = now();
      if (evaluation.status === 'running') evaluation = { ...evaluation, status, finishedAt: at };
      else training = { ...training, status, finishedAt: at };
      return { training, evaluation };
    },
  };
}
