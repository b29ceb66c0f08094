import { type nov2021Endpoints, nov2021Shape } from '@taxon/contract';
import { isFinal, type PredictionJob } from '@taxon/engine';
import type { Call, Handlers } from '../../http/call.ts';
import type { DoorContext } from '../../http/context.ts';
import { noJobNamed } from '../../http/door-fault.ts';
import { FaultError } from '../../http/fault.ts';
import { documentedJob } from './documented-job-wire.ts';
import { createFirstPolls, isNov2021JavaScript } from './first-polls.ts';
import { arraysJob } from './job-wire.ts';
import { createLastPolledJobs } from './last-polled-jobs.ts';
import { findJob, toJobId } from './prediction-job.ts';
import { nov2021MostTop, readPage } from './runtime-paging.ts';
import { arraysSubmitCommand } from './submit-wire.ts';

/** The calls of the November 2021 documentation and of its clients. Remembers what each caller has polled. */
export function createNov2021Handlers({ given }: DoorContext): Handlers<typeof nov2021Endpoints> {
  const polled = createLastPolledJobs(given.clock);
  const polls = createFirstPolls();
  return {
    Analyze: ({ engine, actor, body }) => engine.prediction.submit(actor, arraysSubmitCommand(body)),

    AnalyzeStatus: async (call) => {
      const { engine, actor, params, request } = call;
      const id = toJobId(params.jobId);
      const first = isNov2021JavaScript(request.headers['user-agent']) && polls.isFirst(id);
      const job = await (first ? engine.prediction.get(actor, id) : findJob(engine, actor, id));
      if (isFinal(job.status)) polled.remember(actor.name, request.socket, job.id);
      return answer(first ? { ...job, status: 'running', results: [] } : job, call);
    },

    // @azure/ai-text-analytics 5.2.0-beta.2 with a core-lro newer than 2.2 asks for its results here, without an id.
    AnalyzeLastPolled: async (call) => {
      const { engine, actor, request } = call;
      const id = polled.take(actor.name, request.socket);
      if (id === undefined) throw new FaultError(noJobNamed);
      return answer(await engine.prediction.get(actor, id), call);
    },
  };
}

function answer(job: PredictionJob, { config, query, base }: Pick<Call, 'config' | 'base'> & { query: object }) {
  const documented = config.documentedV32Form;
  const jobAnswer = {
    wording: { shape: nov2021Shape, nov2021: true, strict: config.strictJobStatus, arraysAsSent: documented },
    page: readPage({ ...query }, nov2021MostTop),
    jobUrl: `${base}/analyze/jobs/${job.id}`,
    link: { dollar: true as const },
  };
  return documented ? documentedJob(job, jobAnswer) : arraysJob(job, jobAnswer);
}
