import type { DocumentedJob, DocumentedTask } from '@taxon/contract';
import type { PredictionJob } from '@taxon/engine';
import { milliseconds } from '../azure-time.ts';
import { azureErrorOf } from './document-error-wire.ts';
import { jobStateOf, type ShownTask, type WireJobStatus, type WireTaskStatus } from './job-state.ts';
import { byPlace, documentsOf, type JobAnswer } from './job-wire.ts';
import { nextLinkOf } from './runtime-paging.ts';
import {
  answered,
  classifications,
  documentStatistics,
  documentWarnings,
  pageOf,
  requestStatistics,
} from './task-wire.ts';

/**
 * A job exactly as the November 2021 documentation printed it: `completed` for succeeded, `classes` for both kinds, tasks
 * only in the inner `tasks`, times in milliseconds, three statistics. No official client reads this form; programs
 * written by hand after the documentation do.
 */
export function documentedJob(job: PredictionJob, answer: JobAnswer): DocumentedJob {
  const state = jobStateOf(job, answer.wording);
  const displayName = job.displayName ?? 'NA';
  const status = documentedStatus(state.status);
  const nextLink = nextLinkOf(answer.jobUrl, answer.page, documentsOf(state), answer.link);
  return {
    createdDateTime: milliseconds(job.createdAt),
    displayName,
    expirationDateTime: milliseconds(job.expiresAt),
    jobId: job.id,
    lastUpdateDateTime: milliseconds(job.updatedAt),
    status,
    errors: [...state.errors],
    tasks: {
      details: { name: displayName, lastUpdateDateTime: milliseconds(job.updatedAt), status },
      ...state.counters,
      tasks: byPlace(state, (shown) => documentedTask(shown, displayName, answer)),
    },
    ...(nextLink === undefined ? {} : { '@nextLink': nextLink }),
  };
}

function documentedTask(
  { task, result, status, finishedAt }: ShownTask,
  displayName: string,
  { page, wording }: Pick<JobAnswer, 'page' | 'wording'>,
): DocumentedTask {
  const outcomes = pageOf(result?.outcomes ?? [], page);
  const { documentsCount, erroneousDocumentsCount, transactionsCount } = requestStatistics(outcomes);
  return {
    lastUpdateDateTime: milliseconds(finishedAt),
    name: task.name ?? displayName,
    status: documentedStatus(status),
    results: {
      documents: outcomes.filter(answered).map((outcome) => ({
        id: outcome.id,
        classes: classifications(outcome.predicted),
        ...(page.showStats ? { statistics: documentStatistics(outcome) } : {}),
        warnings: documentWarnings(outcome),
      })),
      errors: outcomes
        .filter((outcome) => !outcome.ok)
        .map(({ id, issue }) => ({ id, error: azureErrorOf(issue, wording) })),
      statistics: { documentsCount, erroneousDocumentsCount, transactionsCount },
    },
  };
}

function documentedStatus(status: WireJobStatus | WireTaskStatus): DocumentedTask['status'] {
  if (status === 'succeeded' || status === 'partiallySucceeded' || status === 'partiallyCompleted') return 'completed';
  return status;
}
