import {
  ClassifierError,
  compareCodeUnits,
  type Encoder,
  mostCharactersRead,
  openModel,
  type TrainedModel,
  toClassIndices,
  trainMultiLabel,
  trainSingleLabel,
} from '@taxon/classifier';
import { prepareEncoder } from '../../encoders/on-threads.ts';
import type { ModelEvaluation, NamedDocuments } from '../../models/index.ts';
import {
  defineThreadTask,
  type Issue,
  issue,
  type JoinedDialogue,
  joinDialogue,
  type ThreadContext,
} from '../../platform/on-threads.ts';
import { refusalOf } from './classifier-refusal.ts';
import { crossValidatedMetrics } from './cross-validated-metrics.ts';
import { describeModel } from './describe-model.ts';
import { adviseOnDocuments, evaluateCopies } from './evaluate-copies.ts';
import { evaluateModel, type MeasuredModel } from './evaluate-model.ts';
import type { DocumentPage, TrainInput, TrainOutcome, TrainPercent, TrainSetup } from './messages.ts';
import { namedDocuments } from './named-documents.ts';
import { snapshotOf } from './snapshot.ts';
import { classNamesOf, type DocumentSplit, type LabelledDocument, splitDocuments } from './split-documents.ts';

// With fewer documents a class is noise. The hosted service requires 10. We require 2, so that a first try works.
const fewestDocuments = 2;
const fewestClasses = { single: 2, multi: 1 } as const;

// When no vectors are stored yet, nearly all of the training's time goes into the user's encoder: MiniLM takes 7 ms for a
// text of 15 tokens, the fit about 0.1 ms for each text. So the vectors count as 80 % of the progress.
const vectorsPercent = 80;

/**
 * Collects the documents, splits them, trains, evaluates. Rules that say no are answered, not thrown. When the caller gives
 * up, the fit ends within a pass over some hundred documents.
 */
export const trainTask = defineThreadTask(import.meta.url, train);

async function train(input: TrainInput, { signal }: ThreadContext): Promise<TrainOutcome> {
  const { setup } = input;
  const dialogue = joinDialogue(input.port);
  try {
    const { documents, unlabelled } = await collect(dialogue, signal);
    if (signal.aborted) return { ok: false, stopped: true };
    const split = splitDocuments(documents, setup.evaluation, setup.seed);
    const problem = whyNot(setup, split);
    if (problem !== undefined) return { ok: false, stopped: false, issue: problem };
    const texts = [...split.train, ...split.test].map(({ text }) => text);
    const vectors = input.encoder?.kind === 'onnx' ? vectorsPercent : 0;
    const report = createReport(dialogue.tell, vectors);
    const onProgress = (share: number) => report.training(share * vectors);
    const encoder = input.encoder && (await prepareEncoder(input.encoder, texts, { signal, onProgress }));
    return work({ setup, encoder, report }, documents, split, unlabelled, signal);
  } catch (error) {
    return refusalOf(error, setup.encoderName);
  }
}

type Signal = ThreadContext['signal'];

async function collect(
  { ask }: JoinedDialogue<'next page', DocumentPage, TrainPercent>,
  signal: Signal,
): Promise<{ documents: LabelledDocument[]; unlabelled: NamedDocuments }> {
  const documents: LabelledDocument[] = [];
  let unlabelled = namedDocuments([]);
  while (!signal.aborted) {
    const page = await ask('next page');
    if ('end' in page) {
      unlabelled = page.unlabelled;
      break;
    }
    for (const document of page.documents) documents.push(document);
  }
  documents.sort((a, b) => compareCodeUnits(a.name, b.name));
  return { documents, unlabelled };
}

function whyNot({ kind, evaluation, projectName }: TrainSetup, { train, test }: DocumentSplit): Issue | undefined {
  if (train.length < fewestDocuments) {
    return issue('training/too-few-documents', { projectName, count: train.length, minimum: fewestDocuments });
  }
  const count = classNamesOf(train).length;
  const minimum = fewestClasses[kind];
  if (count < minimum) return issue('training/too-few-classes', { projectName, count, minimum });
  if (evaluation.kind === 'manual' && test.length === 0) return issue('training/no-test-documents', { projectName });
  return undefined;
}

interface Report {
  /** 0 to 100. */
  training(percent: number): void;
  /** Share of the fit, 0 to 1. */
  fit(share: number): void;
  /** Share of the evaluation, 0 to 1. */
  evaluation(share: number): void;
}

/** Tells whole percentages, each once. `before`: what of the training is done when the fit begins. */
function createReport(tell: (percent: TrainPercent) => void, before: number): Report {
  let last = -1;
  const training = (exact: number) => {
    const percent = Math.floor(exact);
    if (percent > last) tell({ training: percent, evaluation: 0 });
    last = Math.max(last, percent);
  };
  return {
    training,
    fit: (share) => training(before + share * (100 - before)),
    evaluation: (share) => tell({ training: 100, evaluation: Math.floor(share * 100) }),
  };
}

function work(
  { setup, encoder, report }: Pick<TrainInput, 'setup'> & Pick<Fit, 'encoder'> & { readonly report: Report },
  documents: readonly LabelledDocument[],
  split: DocumentSplit,
  unlabelled: NamedDocuments,
  signal: Signal,
): TrainOutcome {
  const trained = fit({ setup, documents: split.train, encoder }, signal, report.fit);
  const model = openModel(trained.bytes, { encoders: encoder === undefined ? [] : [encoder] });
  const measured = evaluateModel(model, split.test, setup, (share) => {
    if (signal.aborted) throw new ClassifierError('aborted', 'The evaluation was cancelled.');
    report.evaluation(share);
  });
  const snapshot = snapshotOf(setup, documents, split);
  const counts = {
    trained: split.train.length,
    tested: split.test.length,
    unlabelled: unlabelled.count,
    assignedToTestButSplitAutomatically: split.assignedToTestButSplitAutomatically,
    cutForFeatures: trained.report.truncatedDocuments,
  };
  const leftOut = {
    assignedToTest: namedDocuments(split.leftOut),
    unlabelled,
    cutForFeatures: namedDocuments(namesOfCut(split.train)),
  };
  const found = {
    leftOut,
    copiesAcrossSplit: evaluateCopies(split, measured, setup.kind),
    advice: adviseOnDocuments(split),
  };
  const details = describeModel(model, split, measured, setup.seed);
  return {
    ok: true,
    bytes: trained.bytes,
    snapshot: snapshot.bytes,
    snapshotDigest: snapshot.digest,
    evaluation: {
      kind: setup.kind,
      options: setup.evaluation,
      ...metricsOf(measured, trained, model.classes),
      counts,
      details,
      ...found,
    },
    evaluatedDocuments: measured.documents,
    report: trained.report,
  };
}

/** The metrics on the test documents. When the split has left none: those of cross-validation, if there are any. */
function metricsOf(
  { classes, metrics, documents }: MeasuredModel,
  { report: { crossValidation } }: TrainedModel,
  modelClasses: readonly string[],
): Pick<ModelEvaluation, 'measuredOn' | 'classes' | 'metrics'> {
  if (documents.length > 0) return { measuredOn: 'test', classes, metrics };
  if (crossValidation === undefined) return { measuredOn: 'nothing', classes, metrics };
  return { measuredOn: 'cross-validation', classes: modelClasses, metrics: crossValidatedMetrics(crossValidation) };
}

/** Documents of which the classifier has read the beginning only. */
function namesOfCut(documents: readonly LabelledDocument[]): string[] {
  return documents.filter(({ text }) => text.length > mostCharactersRead).map(({ name }) => name);
}

interface Fit {
  readonly setup: TrainSetup;
  readonly documents: readonly LabelledDocument[];
  readonly encoder: Encoder | undefined;
}

function fit(
  { setup: { kind, seed, search }, documents, encoder }: Fit,
  signal: Signal,
  onProgress: (share: number) => void,
): TrainedModel {
  const classes = classNamesOf(documents);
  const indicesOf = toClassIndices(classes);
  const input = {
    classes,
    documents: documents.map(({ name, text, labels }) => ({
      id: name,
      text,
      labels: indicesOf(labels),
    })),
  };
  return (kind === 'single' ? trainSingleLabel : trainMultiLabel)(input, {
    seed,
    search,
    signal,
    onProgress,
    ...(encoder === undefined ? {} : { encoder }),
  });
}
