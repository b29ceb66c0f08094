import { Type } from 'typebox';
import { defineQueueWork, type End } from '../../operations/index.ts';
import { type Given, issue, type Result } from '../../platform/index.ts';
import { type ClassifyDeps, classifyDocuments } from '../classify/classify-documents.ts';
import type { ClassifiedDocument, RefusedDocument } from '../classify/outcomes.ts';
import { resolveTargets, type Target } from '../classify/prediction-read.ts';
import type { DocumentOutcome, PredictionTask, TaskResult } from '../prediction.ts';
import { type ClaimedJob, failedTask, type JobChanges, type PredictionJobs } from './prediction-table.ts';

/** What a worker needs to run prediction jobs. */
export interface PredictDeps extends ClassifyDeps {
  readonly given: Pick<Given, 'clock'>;
  readonly predictionJobs: PredictionJobs;
}

/**
 * Classifies the documents of one prediction job, task by task in order. A task that cannot run gets a failed result. A bad
 * document gets an error in the result of its task. One statement writes all results and the end, and erases the texts.
 */
export const predictWork = defineQueueWork({
  name: 'predict',
  payload: Type.Object({ jobId: Type.String() }),
  pool: 'prediction',
  priority: 0,
  run: ({ jobId }, deps: PredictDeps, context) =>
    deps.predictionJobs.run(jobId, context, (job, { signal }) => predict(deps, job, signal)),
});

async function predict(deps: PredictDeps, job: ClaimedJob, signal: AbortSignal): Promise<End<JobChanges>> {
  const targets = await resolveTargets(deps.db, job.tasks);
  const results: TaskResult[] = [];
  for (const [index, task] of job.tasks.entries()) {
    signal.throwIfAborted();
    if (job.cancelAfter !== undefined && job.cancelAfter <= deps.given.clock()) return { to: 'cancelled' };
    results.push(await answerTask(deps, job, { index, task, resolved: targets[index] }));
  }
  return { to: 'succeeded', changes: { results } };
}

interface AskedTask {
  readonly index: number;
  readonly task: PredictionTask;
  readonly resolved: Result<Target> | undefined;
}

async function answerTask(
  deps: PredictDeps,
  job: ClaimedJob,
  { index, task, resolved }: AskedTask,
): Promise<TaskResult> {
  const { clock } = deps.given;
  if (task.kind === 'unsupported') {
    return failedTask(job, index, issue('prediction/task-unsupported', { taskKind: task.kindName }), clock());
  }
  if (resolved === undefined) throw new RangeError(`Task ${index} was not looked up.`);
  if (!resolved.ok) return failedTask(job, index, resolved.issue, clock());
  const target = resolved.value;
  if (target.kind !== task.kind) {
    const asked = { projectName: task.projectName, actual: target.kind, asked: task.kind };
    return failedTask(job, index, issue('deployment/kind-mismatch', asked), clock());
  }
  const classified = await classifyDocuments(deps, target, job.documents);
  if (!classified.ok) return failedTask(job, index, classified.issue, clock());
  const outcomes = classified.value.documents.map(outcomeOf);
  return { index, finishedAt: clock(), status: 'succeeded', issue: undefined, outcomes };
}

/** A job stores the predicted classes only. The synchronous call answers the whole ranking. */
function outcomeOf(document: ClassifiedDocument | RefusedDocument): DocumentOutcome {
  if (!document.ok) return document;
  const { scores: _, ...kept } = document;
  return kept;
}
