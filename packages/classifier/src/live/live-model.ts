import { findCopies } from '../documents/find-copies.ts';
import { prepareDocuments, type TrainInput } from '../documents/prepare-documents.ts';
import type { TaskKind, TrainingDocument } from '../documents/training-document.ts';
import type { AbortFlag } from '../errors/abort-flag.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import { fitRows } from '../fitting/fit-rows.ts';
import { countEntries, labelledMatrix, rowCopies } from '../fitting/labelled-matrix.ts';
import { createSolver } from '../linear/solver.ts';
import { openModel } from '../model-file/open-model.ts';
import { createFeaturizer } from '../prediction/featurizer.ts';
import { prepareText } from '../text/prepare.ts';
import { type FittedModel, fitModel } from '../training/fit-model.ts';
import { type TrainedModel, toModelFile } from '../training/train.ts';
import type { TrainOptions } from '../training/train-options.ts';
import { type NewRow, rebuildDense, rebuildRows } from './append-rows.ts';

/** How the labelled documents changed since the last update. */
export interface LiveChange {
  /** New documents, and known ones (by their id) with other labels or another text. */
  readonly set?: readonly TrainingDocument[];
  /** The ids of documents that have no labels any more. Unknown ids are ignored. */
  readonly removed?: readonly string[];
}

/**
 * A model that follows its documents. Only its weights change. Vocabulary, idf, calibration and thresholds stay those of the
 * cold fit: the training that `createLiveModel` does.
 */
export interface LiveModel {
  /** How many labelled documents there are. */
  readonly documents: () => number;
  /** True when more than a tenth of the documents changed since the cold fit. Then train anew, for new words and calibration. */
  readonly isStale: () => boolean;
  /** The model after the last update. */
  current(): TrainedModel;
  /**
   * Learns the changes, starting from the dual variables of the last fit. One document among 10,000 takes about 0.1 s. An
   * update that throws changes nothing.
   * @param options.passes the most passes over the documents, 2 by default. More passes come nearer to a cold fit.
   * @throws ClassifierError `aborted`, `invalid-document`, `too-few-documents`, `too-large`
   */
  update(change: LiveChange, options?: { readonly signal?: AbortFlag; readonly passes?: number }): TrainedModel;
}

const PASSES = 2;
const STALE_SHARE = 0.1;

interface State {
  readonly fitted: FittedModel;
  readonly documents: readonly TrainingDocument[];
  readonly duals: Float32Array;
  readonly trained: TrainedModel;
}

function sameLabels(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((label, i) => label === b[i]);
}

/**
 * What a change means for the rows: which rows are kept, which documents are added, all documents after it, and the dual
 * variables to start from. Those of new and relabelled documents are 0.
 */
function plan(state: State, change: LiveChange, stride: number) {
  const removed = new Set(change.removed);
  const given = new Map(change.set?.map((document) => [document.id, document]));
  const kept: number[] = [];
  const documents: TrainingDocument[] = [];
  const duals: Float32Array[] = [];
  for (const [row, document] of state.documents.entries()) {
    const update = given.get(document.id);
    if (removed.has(document.id) || (update !== undefined && update.text !== document.text)) continue;
    kept.push(row);
    given.delete(document.id);
    documents.push(update ?? document);
    const unchanged = update === undefined || sameLabels(update.labels, document.labels);
    duals.push(unchanged ? state.duals.subarray(row * stride, (row + 1) * stride) : new Float32Array(stride));
  }
  const added = [...given.values()].filter(({ id }) => !removed.has(id));
  const initialDuals = new Float32Array((documents.length + added.length) * stride);
  for (const [row, dual] of duals.entries()) initialDuals.set(dual, row * stride);
  return { kept, added, documents: [...documents, ...added], initialDuals };
}

/**
 * Trains as `trainSingleLabel` or `trainMultiLabel` does, and keeps what is needed to learn changes quickly.
 * @throws ClassifierError as `trainSingleLabel`
 */
export function createLiveModel(kind: TaskKind, input: TrainInput, options: TrainOptions): LiveModel {
  const { encoder, seed } = options;
  const first = fitModel(kind, input, options);
  const { documents } = first.features;
  const firstFile = { bytes: toModelFile(first, first.report, encoder), report: first.report };
  const encoders = encoder === undefined ? [] : [encoder];
  // Turns new texts into features. Only its vocabulary and its dense block are used, which no update changes.
  const model = openModel(firstFile.bytes, { encoders });
  const featurizer = createFeaturizer();
  let changes = 0;
  let state: State = {
    fitted: first,
    documents,
    duals: first.problem.solver.duals(),
    trained: firstFile,
  };

  const toRow = ({ text }: TrainingDocument): NewRow => {
    const vector = model.dense?.encoder.embed([text]);
    const { count, ids, values } = featurizer.featurize(model, prepareText(text).text, vector);
    // The dense features come last. The featurizer has changed `vector` in place, so it has their values.
    const known = ids.subarray(0, count).findIndex((id) => id >= model.vocabulary.keys.length);
    const end = known < 0 ? count : known;
    return { index: ids.slice(0, end), value: values.slice(0, end), dense: vector };
  };

  const refit = (change: LiveChange, signal: AbortFlag | undefined, passes: number): State => {
    const { fitted } = state;
    const { kept, added, documents: next, initialDuals } = plan(state, change, fitted.problem.solver.stride);
    if (next.length === 0) throw new ClassifierError('too-few-documents', 'The last labelled document was removed.');
    const old = fitted.problem.data;
    const rows = added.map(toRow);
    const matrix = rebuildRows(old.matrix, kept, rows);
    const dense = old.dense === undefined ? undefined : rebuildDense(old.dense, kept, rows);
    const copies = rowCopies(findCopies(next), fitted.settings.copies);
    const data = labelledMatrix(matrix, dense, next, fitted.classes.length, copies);
    const solver = createSolver(data);
    const all = Int32Array.from(next, (_, row) => row);
    const { settings } = fitted;
    const epochs = fitRows(solver, data, all, { kind, settings, seed, signal, initialDuals, warmEpochs: passes });
    const problem = { ...fitted.problem, data, solver };
    const report = { ...state.trained.report, documents: next.length, epochs, entries: countEntries(data) };
    const followed = { ...fitted, problem };
    const trained = { bytes: toModelFile(followed, report, encoder), report };
    return { fitted: followed, documents: next, duals: solver.duals(), trained };
  };

  return {
    documents: () => state.documents.length,
    isStale: () => changes > STALE_SHARE * documents.length,
    current: () => state.trained,
    update(change, { signal, passes = PASSES } = {}) {
      const { classes } = first;
      if (change.set !== undefined && change.set.length > 0) prepareDocuments(kind, { classes, documents: change.set });
      state = refit(change, signal, passes);
      changes += (change.set?.length ?? 0) + (change.removed?.length ?? 0);
      return state.trained;
    },
  };
}
