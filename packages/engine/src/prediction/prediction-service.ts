import { type Actor, mayReach, requireRight } from '../access/index.ts';
import { isFinal } from '../operations/index.ts';
import { EngineError, enqueue, type Given, isUuid, type Notifier } from '../platform/index.ts';
import { acceptDocuments, checkDisplayName, checkTasks } from './classify/check-request.ts';
import type { ClassifyDeps } from './classify/classify-documents.ts';
import { requireLength } from './classify/require-length.ts';
import { createBacklog } from './jobs/backlog.ts';
import { predictWork } from './jobs/predict-work.ts';
import * as store from './jobs/prediction-store.ts';
import type { PredictionJobs } from './jobs/prediction-table.ts';
import { whileThereIsRoom } from './jobs/while-there-is-room.ts';
import { createClassify } from './now/classify-now.ts';
import type { PredictionJob, PredictionService } from './prediction.ts';
import { createClassifyStream } from './stream/classify-stream.ts';

export interface PredictionDeps extends ClassifyDeps {
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly notifier: Notifier;
  readonly predictionJobs: PredictionJobs;
  readonly limits: { readonly predictionBacklog: number };
}

const keptMilliseconds = 24 * 3600 * 1000;

export function createPredictionService(deps: PredictionDeps): PredictionService {
  return {
    submit: createSubmit(deps),
    classify: whileThereIsRoom(deps.threads, deps.limits.predictionBacklog, createClassify(deps)),
    classifyStream: whileThereIsRoom(deps.threads, deps.limits.predictionBacklog, createClassifyStream(deps)),
    ...jobActs(deps),
  };
}

function createSubmit(deps: PredictionDeps): PredictionService['submit'] {
  const { db, given, limits } = deps;
  const backlog = createBacklog(db, given, limits.predictionBacklog);
  return async (actor, request) => {
    const { tasks, displayName, cancelAfterSeconds } = request;
    requireRight(actor, 'predict');
    const documents = acceptDocuments(request.documents);
    checkTasks(tasks);
    checkDisplayName(displayName);
    for (const { projectName, kind } of tasks) if (kind !== 'unsupported') requireRight(actor, 'predict', projectName);
    await requireLength(deps, documents);
    await backlog.enter();
    const createdAt = given.clock();
    const later = (milliseconds: number) => new Date(createdAt.getTime() + milliseconds);
    const cancelAfter = cancelAfterSeconds === undefined ? undefined : later(cancelAfterSeconds * 1000);
    const base = { id: given.newId(), displayName, tasks, createdAt, expiresAt: later(keptMilliseconds) };
    const job: store.NewPredictionJob = { ...base, actor: actor.name, documents, cancelAfter };
    await db.transaction().execute(async (tx) => {
      await store.insert(tx, job);
      await enqueue(tx, predictWork, { jobId: job.id });
    });
    return { ...base, status: 'notStarted', results: [], updatedAt: createdAt };
  };
}

/** A job is seen by an actor who reaches the projects of all its tasks. */
function maySee(actor: Actor, { tasks }: PredictionJob): boolean {
  return tasks.every(({ kind, projectName }) => kind === 'unsupported' || mayReach(actor, projectName));
}

function jobActs(deps: PredictionDeps): Pick<PredictionService, 'get' | 'getWhenFinal' | 'cancel'> {
  const { db, given, notifier, predictionJobs } = deps;

  const get = async (actor: Actor, jobId: string): Promise<PredictionJob> => {
    requireRight(actor, 'predict');
    const found = isUuid(jobId) ? await store.find(db, jobId, given.clock()) : undefined;
    if (found === undefined || !maySee(actor, found.job)) throw new EngineError('prediction/not-found', { jobId });
    const { job, cancelAfter } = found;
    if (job.status !== 'notStarted' || cancelAfter === undefined || cancelAfter > given.clock()) return job;
    // Nobody has begun it in time, and no worker may be there to say so.
    await predictionJobs.requestCancel(jobId, actor.name);
    const cancelled = await store.find(db, jobId, given.clock());
    if (cancelled === undefined) throw new EngineError('prediction/not-found', { jobId });
    return cancelled.job;
  };

  return {
    get,
    getWhenFinal: (actor, id, milliseconds) =>
      notifier.waitFor(
        id,
        milliseconds,
        () => get(actor, id),
        ({ status }) => isFinal(status),
      ),
    async cancel(actor, id) {
      await get(actor, id);
      await predictionJobs.requestCancel(id, actor.name);
      return get(actor, id);
    },
  };
}
