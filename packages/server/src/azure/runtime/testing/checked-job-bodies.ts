import { ArraysJob, ItemsJob, nov2021Shape, runtimeShapeOf } from '@taxon/contract';
import type { PredictionJob } from '@taxon/engine';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { arraysJob, itemsJob, type JobAnswer } from '../job-wire.ts';
import { buildOutcome, buildPredictionJob, buildResult, buildTask } from './build-prediction-job.ts';

const page = { top: undefined, skip: 0, showStats: false };
type Overrides = { strict?: boolean; page?: Partial<JobAnswer['page']> };

/** What a job's answer depends on, with everything at its default. */
export function buildAnswer(version: string, overrides: Overrides = {}): JobAnswer {
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

/** The body of a job at `/language`, checked against its schema. */
export const itemsBody = (job: PredictionJob, overrides: Overrides = {}, version = '2023-04-01') => {
  const body = itemsJob(job, buildAnswer(version, overrides));
  expectSchema(ItemsJob, body);
  return body;
};

/** The body of a job at the November 2021 runtime, checked against its schema. */
export const arraysBody = (job: PredictionJob, overrides: Overrides = {}) => {
  const body = arraysJob(job, buildAnswer('v3.2-preview.2', overrides));
  expectSchema(ArraysJob, body);
  return body;
};

const multi = buildTask({ kind: 'multi', kindName: 'CustomMultiLabelClassification', name: 'm' });
/** A finished job of two tasks, `s` (single-label) and `m` (multi-label; the second document has two classes). */
export const bothKinds = buildPredictionJob({
  tasks: [buildTask({ name: 's' }), multi],
  results: [buildResult(0), buildResult(1, { outcomes: [buildOutcome('0', []), buildOutcome('1', ['A', 'B'])] })],
});
