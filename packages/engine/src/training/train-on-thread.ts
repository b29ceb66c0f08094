import { MessageChannel } from 'node:worker_threads';
import { compareCodeUnits } from '@taxon/classifier';
import { type EncoderSource, lendVectors, type SharedEncoder } from '../encoders/index.ts';
import { type Database, fail, type Tx } from '../platform/index.ts';
import { type Project, classes as readClasses } from '../projects/index.ts';
import { chooseEncoder } from './choose-encoder.ts';
import type { TrainInput, TrainOutcome, TrainPercent, TrainSetup, TrainTask } from './train-messages.ts';
import type { RunTrainingDeps } from './train-run.ts';
import type { TrainRequest } from './training.ts';
import { countUnlabelledDocuments, readLabelledDocuments } from './training-read.ts';

interface Training {
  readonly project: Project;
  readonly request: TrainRequest;
  readonly signal: AbortSignal;
  readonly onPercent: (percent: TrainPercent) => void;
}

const trainThread = new URL('./train-task.ts', import.meta.url);

type Deps = Pick<RunTrainingDeps, 'db' | 'given' | 'threads' | 'encoders'>;

/**
 * Trains on a thread of the pool, when one is free for it. The documents go to it page by page, so this side never holds
 * them all, and both sides work at once. Classes and documents are read at one moment.
 */
export async function trainOnThread(deps: Deps, training: Training): Promise<TrainOutcome> {
  const { signal } = training;
  try {
    return await deps.threads.inTurn(() => trainNow(deps, training), signal);
  } catch (error) {
    // Given up before its turn came: nothing was read.
    if (signal.aborted && error === signal.reason) return { ok: false, stopped: true };
    throw error;
  }
}

async function trainNow(
  { db, given, threads, encoders }: Deps,
  { project, request, signal, onPercent }: Training,
): Promise<TrainOutcome> {
  const { port1: here, port2: there } = new MessageChannel();
  const stop = new SharedArrayBuffer(4);
  const stopFit = () => void Atomics.store(new Int32Array(stop), 0, 1);
  signal.addEventListener('abort', stopFit, { once: true });
  if (signal.aborted) stopFit();
  here.on('message', onPercent);
  let outcome: Promise<TrainOutcome> | undefined;
  let lent: ReturnType<typeof lendVectors> | undefined;
  try {
    await atOneMoment(db, async (tx) => {
      const classes = (await readClasses(tx, project.id)).map(({ name }) => name).sort(compareCodeUnits);
      const encoderName = await chooseEncoder(tx, project);
      const encoder = encoderName === undefined ? undefined : await requireEncoder(encoders, request, encoderName);
      const setup = { ...setupOf(project, request, classes), encoderName };
      lent = encoder && lendVectors(db, given.clock, encoder);
      const task: TrainTask = { setup, encoder: lent?.encoder, port: there, stop };
      outcome = threads.run<TrainOutcome>(trainThread, 'train', task, [there, ...(lent?.ports ?? [])]);
      // Awaited below; this keeps a failure while documents are still read from counting as unhandled.
      outcome.catch(() => undefined);
      await sendDocuments(tx, project.id, signal, (input) => here.postMessage(input));
    });
    if (outcome === undefined) throw new Error('The training thread was not started.');
    return await outcome;
  } catch (error) {
    throw lent?.failure?.error ?? error;
  } finally {
    stopFit();
    here.close();
    lent?.end();
    signal.removeEventListener('abort', stopFit);
  }
}

async function requireEncoder(
  encoders: EncoderSource,
  { modelName }: TrainRequest,
  encoder: string,
): Promise<SharedEncoder> {
  const available = encoders.names.join(', ');
  return (await encoders.get(encoder)) ?? fail('model/encoder-missing', { modelName, encoder, available });
}

async function sendDocuments(tx: Tx, projectId: string, signal: AbortSignal, send: (input: TrainInput) => void) {
  for await (const documents of readLabelledDocuments(tx, projectId)) {
    if (signal.aborted) break;
    send({ documents });
  }
  send({ end: true, unlabelled: await countUnlabelledDocuments(tx, projectId) });
}

function atOneMoment(db: Database, act: (tx: Tx) => Promise<void>): Promise<void> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(act);
}

function setupOf(project: Project, request: TrainRequest, classes: readonly string[]): Omit<TrainSetup, 'encoderName'> {
  const { name: projectName, kind, language, multilingual, settings } = project;
  const { configVersion, evaluation, seed, search = 'none' } = request;
  return { projectName, kind, language, multilingual, settings, classes, configVersion, evaluation, seed, search };
}
