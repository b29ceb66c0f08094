import { ArraysJob, ItemsJob, nov2021Shape, runtimeShapeOf } from '@taxon/contract';
import type { PredictionJob } from '@taxon/engine';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { arraysJob, itemsJob, type JobAnswer } from '../job-wire.ts';
import { buildOutcome, buildPredictionJob, buildResult, buildTask } from './build-prediction-job.ts';

const page = { top: undefined, skip: 0, showStats: false };
type Overrides = { strict?: boolean; page?: Partial<JobAnswer['page']> };

/** What a job's answer depends on, with everything at its default. */
export function answer(version: string, overrides: Overrides = {}): JobAnswer {
  const nov2021 = version === 'v3.2-preview.2';
  return {
    wording: {
      shape: nov2021 ? nov2021Shape : runtimeShapeOf(version),
      nov2021,
      strict: overrides.strict ?? false,
      arraysAsSent: false,
    },
    page: { ...page, ...overrides.page },
    jobUrl: 'http://taxon/jobs/1',
    link: nov2021 ? { dollar: true } : { dollar: false, apiVersion: version },
  };
}

/** A job as /language tells it, held to its schema. */
export const items = (job: PredictionJob, overrides: Overrides = {}, version = '2023-04-01') => {
  const body = itemsJob(job, answer(version, overrides));
  expectSchema(ItemsJob, body);
  return body;
};

/** A job as November 2021 tells it, held to its schema. */
export const arrays = (job: PredictionJob, overrides: Overrides = {}) => {
  const body = arraysJob(job, answer('v3.2-preview.2', overrides));
  expectSchema(ArraysJob, body);
  return body;
};

const multi = buildTask({ kind: 'multi', kindName: 'CustomMultiLabelClassification', name: 'm' });
/** A finished job of two tasks, `s` (single-label) and `m` (multi-label; the second document has two classes). */
export const bothKinds = buildPredictionJob({
  tasks: [buildTask({ name: 's' }), multi],
  results: [buildResult(0), buildResult(1, { outcomes: [buildOutcome('0', []), buildOutcome('1', ['A', 'B'])] })],
});
