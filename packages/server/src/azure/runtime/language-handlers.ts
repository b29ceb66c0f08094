import type { ArraysSubmit, ItemsSubmit, languageEndpoints, RuntimeShape } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { arraysJob, itemsJob } from './job-wire.ts';
import { findJob, toJobId } from './prediction-job.ts';
import { readPage } from './runtime-paging.ts';
import { arraysSubmitCommand, itemsSubmitCommand } from './submit-wire.ts';

/** The runtime with api-versions: every version from 2021-11-01-preview on. */
export const languageHandlers = {
  AnalyzeText_SubmitJob: ({ engine, actor, body, shape }) =>
    engine.prediction.submit(actor, isItems(body) ? itemsSubmitCommand(body, shape) : arraysSubmitCommand(body)),

  AnalyzeText_JobStatus: async ({ engine, actor, config, params, query, shape, version, base }) => {
    const page = readPage(query);
    const job = await findJob(engine, actor, params.jobId);
    const answer = {
      wording: { shape, nov2021: false, strict: config.strictJobStatus, arraysAsSent: false },
      page,
      jobUrl: `${base}/jobs/${job.id}`,
      link: { dollar: false as const, apiVersion: version },
    };
    return shape.tasks === 'items' ? itemsJob(job, answer) : arraysJob(job, answer);
  },

  AnalyzeText_CancelJob: ({ engine, actor, params }) => engine.prediction.cancel(actor, toJobId(params.jobId)),
} as const satisfies Handlers<typeof languageEndpoints, RuntimeShape>;

/** Which of the two bodies it is; the schema of the version has been checked. */
const isItems = (body: ItemsSubmit | ArraysSubmit): body is ItemsSubmit => Array.isArray(body.tasks);
