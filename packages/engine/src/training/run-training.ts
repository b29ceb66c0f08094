import type { Claim, Operations } from '../operations/index.ts';
import {
  type Database,
  EngineError,
  type Given,
  isDatabaseUnavailable,
  issue,
  type Notifier,
  type ThreadPool,
} from '../platform/index.ts';
import type { Project, ProjectService, RunContext } from '../projects/index.ts';
import { createProgressWriter } from './progress-writer.ts';
import { storeTrainedModel } from './store-trained-model.ts';
import { trainOnThread } from './train-on-thread.ts';
import { createProgressClock, type ProgressClock } from './train-progress.ts';
import type { TrainOutcome, TrainPercent } from './train-task.ts';
import type { TrainRequest } from './training.ts';

export interface RunTrainingDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId' | 'log'>;
  readonly notifier: Notifier;
  readonly operations: Operations;
  readonly projects: ProjectService;
  readonly threads: ThreadPool;
}

/** One attempt of one training. */
export interface TrainRun {
  readonly claim: Claim;
  readonly request: TrainRequest;
  readonly project: Project;
  readonly startedAt: Date;
  readonly progress: ProgressClock;
}

/**
 * The worker's side of a training: claims the operation, trains on a thread while writing progress, and writes model,
 * evaluation and the operation's end in one transaction that the claim guards. Safe to run twice: only the newest
 * attempt writes. Throws what the queue must deliver again, after giving the operation back: the process stops, or the
 * database is gone.
 */
export async function runTraining(deps: RunTrainingDeps, operationId: string, context: RunContext): Promise<void> {
  const { operations, projects, given } = deps;
  const claimed = await operations.claim(operationId, context.processId);
  if (claimed === undefined) return;
  const { claim, operation } = claimed;
  try {
    // Written by requestTraining only, so the shape is known.
    const request = operation.request as unknown as TrainRequest;
    const project = await projects.get(operation.projectName);
    if (project.id !== request.projectId) throw new EngineError('project/not-found', { projectName: project.name });
    const startedAt = operation.startedAt ?? given.clock();
    await attempt(deps, { claim, request, project, startedAt, progress: createProgressClock(given.clock) }, context);
  } catch (error) {
    await giveUp(deps, claim, error, context.signal);
  }
}

async function attempt(deps: RunTrainingDeps, run: TrainRun, { signal }: RunContext): Promise<void> {
  const { operations } = deps;
  const { claim, request, project, progress } = run;
  const stop = new AbortController();
  const stopNow = () => stop.abort();
  signal.addEventListener('abort', stopNow, { once: true });
  if (signal.aborted) stopNow();
  const following = operations.followCancel(claim, stopNow);
  const writer = createProgressWriter(deps, claim, stopNow);
  let outcome: TrainOutcome;
  try {
    const onPercent = (percent: TrainPercent) => writer.write(progress.advance(percent));
    outcome = await trainOnThread(deps, { project, request, signal: stop.signal, onPercent });
  } finally {
    following.stop();
    signal.removeEventListener('abort', stopNow);
    await writer.end();
  }
  if (outcome.ok) return storeTrainedModel(deps, run, outcome);
  if (!outcome.stopped) {
    await operations.fail(claim, [outcome.issue], { progress: progress.broken('failed') });
    return;
  }
  // Stopped by a cancel, by a lost claim (then nothing is written), or because the process stops.
  if (!(await operations.isCancelRequested(claim))) signal.throwIfAborted();
  await operations.finishCancelled(claim, { progress: progress.broken('cancelled') });
}

/** What an attempt that threw does with its operation. */
async function giveUp(deps: RunTrainingDeps, claim: Claim, error: unknown, signal: AbortSignal): Promise<void> {
  const { operations, given } = deps;
  if (signal.aborted) {
    await operations.release(claim, 'handedBack');
    throw error;
  }
  if (isDatabaseUnavailable(error)) {
    await releaseWhenPossible(deps, claim);
    throw error;
  }
  if (error instanceof EngineError) {
    await operations.fail(claim, [issue(error.code, error.parameters)]);
    return;
  }
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  given.log.error({ operationId: claim.id, problem }, 'a training failed for an unforeseen reason');
  await operations.fail(claim, [issue('operation/internal', { operationId: claim.id })]);
}

const releaseTries = 60;

/** A row that stayed `running` under a living process could be taken up by nobody; so it is given back once that works again. */
async function releaseWhenPossible({ operations }: RunTrainingDeps, claim: Claim): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await operations.release(claim, 'interrupted');
    } catch (error) {
      if (!isDatabaseUnavailable(error) || tries >= releaseTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
