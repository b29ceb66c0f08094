import type { ArraysJob, ArrayTask, ItemsJob, RequestStatistics, RuntimeShape, TaskItem } from '@taxon/contract';
import { findTaskKind } from '@taxon/contract';
import type { PredictionJob, PredictionTask } from '@taxon/engine';
import { sevenDecimals, wholeSeconds } from '../azure-time.ts';
import { type JobState, type JobWording, jobStateOf, type ShownTask } from './job-state.ts';
import { type LinkStyle, nextLinkOf, type Page } from './runtime-paging.ts';
import { pageOf, requestStatistics, taskResults } from './task-wire.ts';

/** What a job's answer depends on besides the job. */
export interface JobAnswer {
  readonly wording: JobWording;
  readonly page: Page;
  /** Absolute address of the job, for the link to the next page. */
  readonly jobUrl: string;
  readonly link: LinkStyle;
}

/** A job with its tasks as items (2022-02-01-preview and later). The order of members is the recorded one. */
export function itemsJob(job: PredictionJob, answer: JobAnswer): ItemsJob {
  const { wording, page } = answer;
  const state = jobStateOf(job, wording);
  const items = state.tasks.map(
    (shown): TaskItem => ({
      kind: `${kindOf(shown.task, wording.shape)}LROResults`,
      ...taskName(shown.task),
      lastUpdateDateTime: sevenDecimals(shown.finishedAt),
      status: shown.status,
      results: taskResults(shown.task, shown.result, page, wording),
    }),
  );
  const nextLink = nextLinkOf(answer.jobUrl, page, documentsOf(state), answer.link);
  return {
    ...envelope(job, state, wording),
    ...(job.displayName === undefined ? {} : { displayName: job.displayName }),
    tasks: { ...state.counters, items },
    ...(state.error === undefined ? {} : { error: state.error }),
    ...(nextLink === undefined ? {} : { nextLink }),
  };
}

/**
 * A job with one array of tasks a kind (v3.2-preview.2, 2021-11-01-preview): what the service sent and, beside it, what its
 * documentation printed (`details`, a second `tasks` inside, `name` and `status` on each task).
 */
export function arraysJob(job: PredictionJob, answer: JobAnswer): ArraysJob {
  const { wording, page } = answer;
  const state = jobStateOf(job, wording);
  const displayName = job.displayName ?? 'NA';
  const arrays = byPlace(state, (shown): ArrayTask => {
    const { task, status } = shown;
    return {
      lastUpdateDateTime: sevenDecimals(shown.finishedAt),
      ...taskName(task),
      name: task.name ?? displayName,
      state: status,
      status,
      results: taskResults(task, shown.result, page, wording),
    };
  });
  const nextLink = nextLinkOf(answer.jobUrl, page, documentsOf(state), answer.link);
  const details = { name: displayName, lastUpdateDateTime: wholeSeconds(job.updatedAt), status: state.status };
  return {
    ...envelope(job, state, wording),
    displayName,
    tasks: { details, ...state.counters, ...arrays, tasks: arrays },
    ...(page.showStats ? { statistics: jobStatistics(state, page) } : {}),
    ...(state.error === undefined ? {} : { error: state.error }),
    ...(nextLink === undefined ? {} : { [wording.shape.nextLink]: nextLink }),
  };
}

/** Tasks grouped by their array, in the order they were sent. */
export function byPlace<Task>(state: JobState, wire: (shown: ShownTask) => Task): Record<string, Task[]> {
  const arrays = new Map<string, Task[]>();
  for (const shown of state.tasks) {
    const tasks = arrays.get(shown.place);
    if (tasks === undefined) arrays.set(shown.place, [wire(shown)]);
    else tasks.push(wire(shown));
  }
  return Object.fromEntries(arrays);
}

/** Documents of the job, counted on the tasks that have them. */
export function documentsOf(state: JobState): number {
  return Math.max(0, ...state.tasks.map(({ result }) => result?.outcomes.length ?? 0));
}

// Of the request: its documents once, however many tasks read them; their transactions once a task.
function jobStatistics(state: JobState, page: Page): RequestStatistics {
  const outcomes = state.tasks.map(({ result }) => pageOf(result?.outcomes ?? [], page));
  const ids = new Set(outcomes.flat().map(({ id }) => id));
  const failed = new Set(outcomes.flatMap((each) => each.filter(({ ok }) => !ok).map(({ id }) => id)));
  return {
    documentsCount: ids.size,
    validDocumentsCount: ids.size - failed.size,
    erroneousDocumentsCount: failed.size,
    transactionsCount: outcomes.reduce((sum, each) => sum + requestStatistics(each).transactionsCount, 0),
  };
}

function envelope(job: PredictionJob, state: JobState, { shape }: JobWording) {
  return {
    jobId: job.id,
    ...jobStamps(shape.jobStamp, job.updatedAt),
    createdDateTime: wholeSeconds(job.createdAt),
    expirationDateTime: wholeSeconds(job.expiresAt),
    status: state.status,
    errors: [...state.errors],
  };
}

/**
 * Both names of the job's time stamp, the version's own first. Clients of each generation read null when their name is
 * missing, and every client ignores extra members.
 */
function jobStamps(first: 'lastUpdateDateTime' | 'lastUpdatedDateTime', time: Date) {
  const at = wholeSeconds(time);
  return first === 'lastUpdateDateTime'
    ? { lastUpdateDateTime: at, lastUpdatedDateTime: at }
    : { lastUpdatedDateTime: at, lastUpdateDateTime: at };
}

function kindOf(task: PredictionTask, { kinds }: RuntimeShape): string {
  if (task.kind !== 'unsupported') return kinds[task.kind];
  return findTaskKind(task.kindName)?.kind ?? task.kindName;
}

const taskName = ({ name }: PredictionTask) => (name === undefined ? {} : { taskName: name });
