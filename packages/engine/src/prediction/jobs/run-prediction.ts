import { maxAttempts, type RunContext } from '../../operations/index.ts';
import { type Given, type Issue, isDatabaseUnavailable, issue, type Notifier } from '../../platform/index.ts';
import { type ClassifyDeps, classifyDocuments } from '../classify/classify-documents.ts';
import type { ClassifiedDocument, RefusedDocument } from '../classify/outcomes.ts';
import { type ResolvedTarget, resolveTargets } from '../classify/prediction-read.ts';
import type { DocumentOutcome, PredictionTask, TaskResult } from '../prediction.ts';
import {
  type ClaimedJob,
  claimPredictionJob,
  finishPredictionJob,
  isStillRunning,
  releasePredictionJob,
} from './prediction-store.ts';

export interface RunPredictionDeps extends ClassifyDeps {
  readonly given: Pick<Given, 'clock' | 'log'>;
  readonly notifier: Notifier;
}

/**
 * The worker's side of a prediction job: claims it, answers its tasks in order, and writes all results, the end and the
 * erasure of the texts in one statement that the claim guards. A task that cannot run is a result; a bad document is a
 * value in one. Safe to run twice: only the newest attempt writes. Throws what the queue must deliver again.
 */
export async function runPrediction(deps: RunPredictionDeps, jobId: string, context: RunContext): Promise<void> {
  const { db, given } = deps;
  const job = await claimPredictionJob(db, jobId, context.processId, given.clock());
  if (job === undefined) return;
  try {
    await attempt(deps, job, context.signal);
  } catch (error) {
    await giveUp(deps, job, error, context.signal);
  }
}

async function attempt(deps: RunPredictionDeps, job: ClaimedJob, signal: AbortSignal): Promise<void> {
  const overdue = job.cancelAfter !== undefined && job.cancelAfter <= deps.given.clock();
  if (job.status === 'cancelling') return end(deps, job, 'cancelling', 'cancelled', []);
  if (overdue) return end(deps, job, 'running', 'cancelled', []);
  if (job.claim.attempt > maxAttempts) {
    const problem = issue('operation/attempts-exhausted', { attempts: maxAttempts });
    return end(deps, job, 'running', 'failed', allFailed(deps, job, problem));
  }
  const results = await answerTasks(deps, job, signal);
  // Cancelled, overdue or taken over in between; `end` writes only what is still true.
  if (results === undefined) return end(deps, job, 'running', 'cancelled', []);
  await end(deps, job, 'running', 'succeeded', results);
}

/** Writes the end; a cancel that came in the last moment wins over the results. */
async function end(
  { db, given, notifier }: RunPredictionDeps,
  { claim }: ClaimedJob,
  from: 'running' | 'cancelling',
  to: 'succeeded' | 'failed' | 'cancelled',
  results: readonly TaskResult[],
): Promise<void> {
  const written =
    (await finishPredictionJob(db, claim, from, to, results, given.clock())) ||
    (from === 'running' && (await finishPredictionJob(db, claim, 'cancelling', 'cancelled', [], given.clock())));
  if (written) notifier.notifyDone([claim.id]);
}

// A job of several long tasks looks so often whether it is still wanted.
const askMilliseconds = 250;

/** The results of all tasks; undefined when the job was cancelled, is overdue, or its claim is lost. */
async function answerTasks(
  deps: RunPredictionDeps,
  job: ClaimedJob,
  signal: AbortSignal,
): Promise<readonly TaskResult[] | undefined> {
  const targets = await resolveTargets(deps.db, job.tasks);
  const results: TaskResult[] = [];
  let askedAt = performance.now();
  for (const [index, task] of job.tasks.entries()) {
    signal.throwIfAborted();
    if (performance.now() - askedAt > askMilliseconds) {
      if (job.cancelAfter !== undefined && job.cancelAfter <= deps.given.clock()) return undefined;
      if (!(await isStillRunning(deps.db, job.claim))) return undefined;
      askedAt = performance.now();
    }
    results.push(await answerTask(deps, job, index, task, targets[index]));
  }
  return results;
}

async function answerTask(
  deps: RunPredictionDeps,
  job: ClaimedJob,
  index: number,
  task: PredictionTask,
  resolved: ResolvedTarget | undefined,
): Promise<TaskResult> {
  if (task.kind === 'unsupported') {
    return failedTask(deps, job, index, issue('prediction/task-unsupported', { taskKind: task.kindName }));
  }
  if (resolved === undefined) throw new RangeError(`Task ${index} was not looked up.`);
  if (!resolved.ok) return failedTask(deps, job, index, resolved.issue);
  const { target } = resolved;
  if (target.kind !== task.kind) {
    const asked = { projectName: task.projectName, actual: target.kind, asked: task.kind };
    return failedTask(deps, job, index, issue('deployment/kind-mismatch', asked));
  }
  const classified = await classifyDocuments(deps, target, job.documents);
  if (!classified.ok) return failedTask(deps, job, index, classified.issue);
  const outcomes = classified.documents.map(outcomeOf);
  return { index, finishedAt: deps.given.clock(), status: 'succeeded', issue: undefined, outcomes };
}

/** A job keeps what it predicted; the whole ranking is for the synchronous call. */
function outcomeOf(document: ClassifiedDocument | RefusedDocument): DocumentOutcome {
  if (!document.ok) return document;
  const { scores: _, ...kept } = document;
  return kept;
}

function failedTask({ given }: RunPredictionDeps, job: ClaimedJob, index: number, problem: Issue): TaskResult {
  const outcomes = job.documents.map(({ id }) => ({ ok: false as const, id, issue: problem }));
  return { index, finishedAt: given.clock(), status: 'failed', issue: problem, outcomes };
}

function allFailed(deps: RunPredictionDeps, job: ClaimedJob, problem: Issue): TaskResult[] {
  return job.tasks.map((_, index) => failedTask(deps, job, index, problem));
}

async function giveUp(deps: RunPredictionDeps, job: ClaimedJob, error: unknown, signal: AbortSignal): Promise<void> {
  const { db, given } = deps;
  if (signal.aborted) {
    await releasePredictionJob(db, job.claim, given.clock());
    throw error;
  }
  // The next delivery takes a running job over, so nothing has to be given back.
  if (isDatabaseUnavailable(error)) throw error;
  const { id } = job.claim;
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  given.log.error({ jobId: id, problem }, 'a prediction job failed for an unforeseen reason');
  await end(deps, job, 'running', 'failed', allFailed(deps, job, issue('operation/internal', { operationId: id })));
}
