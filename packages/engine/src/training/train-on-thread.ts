import { compareCodeUnits } from '@taxon/classifier';
import { listedTwice } from '../dataset/index.ts';
import { type EncoderSource, lendVectors, type SharedEncoder } from '../encoders/index.ts';
import {
  type Database,
  EngineError,
  type Given,
  issue,
  openDialogue,
  type ThreadPool,
  type Tx,
} from '../platform/index.ts';
import { type Project, classes as readClasses } from '../projects/index.ts';
import { chooseEncoder } from './choose-encoder.ts';
import type { DocumentPage, TrainOutcome, TrainPercent, TrainSetup } from './on-thread/messages.ts';
import { trainTask } from './on-thread/train-task.ts';
import type { TrainingRequest } from './request.ts';
import { readLabelledDocuments, readUnlabelledDocuments } from './training-read.ts';

interface Training {
  readonly project: Project;
  readonly request: TrainingRequest;
  readonly signal: AbortSignal;
  readonly onPercent: (percent: TrainPercent) => void;
}

interface Deps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock'>;
  readonly threads: ThreadPool;
  readonly encoders: EncoderSource;
}

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

async function trainNow(deps: Deps, training: Training): Promise<TrainOutcome> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([training.signal, leaving.signal]);
  try {
    const { outcome } = await atOneMoment(deps.db, (tx) => startTraining(deps, { ...training, signal }, tx));
    return await outcome;
  } finally {
    // Where the transaction failed, nobody waits for the thread any more.
    leaving.abort();
  }
}

/** Starts the thread and gives it all documents. The training itself goes on when the transaction has ended. */
async function startTraining(
  { db, given, threads, encoders }: Deps,
  { project, request, signal, onPercent }: Training,
  tx: Tx,
): Promise<{ readonly outcome: Promise<TrainOutcome> }> {
  const refusal = request.uniqueLocations === true ? await listedTwiceRefusal(tx, project.id) : undefined;
  if (refusal !== undefined) return { outcome: Promise.resolve(refusal) };
  const classes = (await readClasses(tx, project.id)).map(({ name }) => name).sort(compareCodeUnits);
  const encoderName = await chooseEncoder(tx, project);
  const encoder = encoderName === undefined ? undefined : await requireEncoder(encoders, request, encoderName);
  const setup = { ...setupOf(project, request, classes), encoderName };
  const lent = encoder && lendVectors(db, given.clock, encoder);
  const pages = documentPages(tx, project.id);
  const { port, during } = openDialogue<'next page', DocumentPage, TrainPercent>({
    answer: pages.next,
    hear: onPercent,
  });
  const run = () => {
    const transfer = [port, ...(lent?.ports ?? [])];
    return threads.run(trainTask, { setup, encoder: lent?.encoder, port }, { transfer, signal });
  };
  const outcome = during(() => (lent === undefined ? run() : lent.during(run)));
  await Promise.race([pages.allGiven, outcome]);
  return { outcome };
}

// An operation names at most so many faults.
const namedFaults = 1000;

/** The hosted service's refusal of locations that a labels file lists twice, one fault each. Undefined: there is none. */
async function listedTwiceRefusal(tx: Tx, projectId: string): Promise<TrainOutcome | undefined> {
  const faults = (await listedTwice(tx, projectId, namedFaults)).map(({ name, dataset }) =>
    issue('import/document-duplicate', { location: name, dataset: dataset === 'test' ? 'Test' : 'Train' }),
  );
  const [first, ...others] = faults;
  return first && { ok: false, stopped: false, issue: first, others };
}

interface DocumentPages {
  next(): Promise<DocumentPage>;
  readonly allGiven: Promise<void>;
}

function documentPages(tx: Tx, projectId: string): DocumentPages {
  const pages = readLabelledDocuments(tx, projectId);
  const allGiven = Promise.withResolvers<void>();
  return {
    next: async () => {
      const page = await pages.next();
      if (page.done !== true) return { documents: page.value };
      const unlabelled = await readUnlabelledDocuments(tx, projectId);
      allGiven.resolve();
      return { end: true, unlabelled };
    },
    allGiven: allGiven.promise,
  };
}

async function requireEncoder(
  encoders: EncoderSource,
  { modelName }: TrainingRequest,
  encoder: string,
): Promise<SharedEncoder> {
  const available = encoders.names.join(', ');
  const found = await encoders.get(encoder);
  if (found === undefined) throw new EngineError('model/encoder-missing', { modelName, encoder, available });
  return found;
}

/** Reads see the database as it is at one moment. */
function atOneMoment<T>(db: Database, act: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(act);
}

function setupOf(
  project: Project,
  request: TrainingRequest,
  classes: readonly string[],
): Omit<TrainSetup, 'encoderName'> {
  const { name: projectName, kind, language, multilingual, settings } = project;
  const { configVersion, evaluation, seed, search = 'none' } = request;
  return { projectName, kind, language, multilingual, settings, classes, configVersion, evaluation, seed, search };
}
