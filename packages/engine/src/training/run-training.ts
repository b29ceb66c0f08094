import { enterForWork } from '../access/index.ts';
import { type Claimed, type RunContext, runClaimed } from '../operations/index.ts';
import { fail } from '../platform/index.ts';
import { requireProject } from '../projects/index.ts';
import { createProgressWriter } from './progress-writer.ts';
import { storeTrainedModel } from './store-trained-model.ts';
import type { TrainOutcome, TrainPercent } from './train-messages.ts';
import { trainOnThread } from './train-on-thread.ts';
import { createProgressClock } from './train-progress.ts';
import type { RunTrainingDeps, TrainRun } from './train-run.ts';
import type { TrainRequest } from './training.ts';

/**
 * The worker's side of a training: claims the operation, trains on a thread while writing progress, and writes model,
 * evaluation and the operation's end in one transaction that the claim guards. Safe to run twice: only the newest
 * attempt writes. Throws what the queue must deliver again, after giving the operation back.
 */
export function runTraining(deps: RunTrainingDeps, operationId: string, context: RunContext): Promise<void> {
  return runClaimed(deps, operationId, context, async (claimed, signal) => {
    const run = await prepare(deps, claimed);
    const outcome = await train(deps, run, signal);
    if (outcome.ok) return storeTrainedModel(deps, run, outcome);
    const { claim, progress } = run;
    if (!outcome.stopped) {
      await deps.operations.fail(claim, [outcome.issue], { progress: progress.broken('failed') });
      return;
    }
    // Stopped by a cancel, by a lost claim (then nothing is written), or because the process stops.
    if (!(await deps.operations.isCancelRequested(claim))) signal.throwIfAborted();
    await deps.operations.finishCancelled(claim, { progress: progress.broken('cancelled') });
  });
}

async function prepare({ db, given }: RunTrainingDeps, { claim, operation }: Claimed): Promise<TrainRun> {
  // Written by requestTraining only, so the shape is known.
  const request = operation.request as unknown as TrainRequest;
  const project = await requireProject(db, enterForWork(operation.projectName));
  if (project.id !== request.projectId) fail('project/not-found', { projectName: project.name });
  const startedAt = operation.startedAt ?? given.clock();
  return { claim, request, project, startedAt, progress: createProgressClock(given.clock) };
}

async function train(deps: RunTrainingDeps, run: TrainRun, signal: AbortSignal): Promise<TrainOutcome> {
  const { claim, request, project, progress } = run;
  const unwanted = new AbortController();
  const writer = createProgressWriter(deps, claim, () => unwanted.abort());
  try {
    return await trainOnThread(deps, {
      project,
      request,
      signal: AbortSignal.any([signal, unwanted.signal]),
      onPercent: (percent: TrainPercent) => writer.write(progress.advance(percent)),
    });
  } finally {
    await writer.end();
  }
}
