import { type AzureError, findTaskKind, type RuntimeShape } from '@taxon/contract';
import { isFinal, type PredictionJob, type PredictionTask, type TaskResult } from '@taxon/engine';
import { azureErrorOf } from './document-error-wire.ts';

export type WireJobStatus =
  | 'notStarted'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'partiallySucceeded'
  | 'partiallyCompleted';
export type WireTaskStatus = 'succeeded' | 'failed' | 'cancelled';

/** A task that is shown: it has ended, or the whole job has. */
export interface ShownTask {
  readonly task: PredictionTask;
  readonly result: TaskResult | undefined;
  readonly status: WireTaskStatus;
  /** `items`, or the name of the array of its kind. */
  readonly place: string;
  /** Position in its place as sent, from 0. */
  readonly index: number;
  readonly finishedAt: Date;
}

export interface JobState {
  readonly status: WireJobStatus;
  readonly tasks: readonly ShownTask[];
  readonly counters: { completed: number; failed: number; inProgress: number; total: number };
  readonly errors: readonly AzureError[];
  /** The first reason of a failed job, for clients that show nothing else. */
  readonly error: AzureError | undefined;
}

/** How a job is written: what the version and the settings of the server decide. */
export interface JobWording {
  readonly shape: RuntimeShape;
  readonly nov2021: boolean;
  /** Failed tasks and jobs have the statuses of the contract; else the one shape that no client breaks on. */
  readonly strict: boolean;
  /** Arrays keep the name of the request, aliases too; else they have the name of the contract. */
  readonly arraysAsSent: boolean;
}

/**
 * The status, tasks, counters and errors of a job on the wire. By default a task that could not run has the status
 * `succeeded` with an error for each document, and the job's `errors` are empty. Several shapes were measured with five
 * clients, and only on this one no client breaks. The counter `failed` is right in both cases. `cancelling` is answered as
 * `running`, because some clients take it for the end.
 */
export function jobStateOf(job: PredictionJob, wording: JobWording): JobState {
  const tasks = shownTasks(job, wording);
  const failed = job.results.filter(({ status }) => status === 'failed').length;
  const completed = job.results.filter(({ status }) => status === 'succeeded').length;
  const total = job.tasks.length;
  const errors = jobErrors(tasks, wording);
  const status = jobStatus(job, { failed, total }, wording);
  return {
    status,
    tasks,
    counters: {
      completed,
      failed: job.status === 'failed' ? total - completed : failed,
      inProgress: isFinal(job.status) ? 0 : total - completed - failed,
      total,
    },
    errors,
    error: status === 'failed' ? errors[0] : undefined,
  };
}

function jobStatus(
  job: PredictionJob,
  { failed, total }: { failed: number; total: number },
  { strict, shape }: JobWording,
): WireJobStatus {
  if (job.status === 'cancelling') return 'running';
  if (!strict || job.status !== 'succeeded' || failed === 0) return job.status;
  return failed === total ? 'failed' : shape.partial;
}

function shownTasks(job: PredictionJob, wording: JobWording): readonly ShownTask[] {
  const positions = new Map<string, number>();
  return job.tasks.flatMap((task, taskIndex): ShownTask[] => {
    const place = placeOf(task, wording);
    const index = positions.get(place) ?? 0;
    positions.set(place, index + 1);
    const result = job.results.find((each) => each.index === taskIndex);
    if (result === undefined && !isFinal(job.status)) return [];
    const status = result?.status ?? (job.status === 'failed' ? 'failed' : 'cancelled');
    const shown = status === 'failed' && job.status !== 'failed' && !wording.strict ? 'succeeded' : status;
    return [{ task, result, status: shown, place, index, finishedAt: result?.finishedAt ?? job.updatedAt }];
  });
}

// Every failed task needs an error that points at it, or clients break.
function jobErrors(tasks: readonly ShownTask[], wording: JobWording): AzureError[] {
  return tasks
    .filter(({ status }) => status === 'failed')
    .map(({ result, place, index }) => {
      const target = `#/tasks/${place}/${index}`;
      return result?.issue === undefined ? { ...neverRan, target } : azureErrorOf(result.issue, wording, target);
    });
}

const neverRan = { code: 'InternalServerError', message: 'The job was interrupted too often and is not tried again.' };

/** Where a task stands under `tasks`: in `items`, or in the array of its kind. */
function placeOf({ kindName }: PredictionTask, { shape, arraysAsSent }: JobWording): string {
  if (shape.tasks === 'items') return 'items';
  if (arraysAsSent && kindName.endsWith('Tasks')) return kindName;
  return findTaskKind(kindName)?.array ?? kindName;
}
