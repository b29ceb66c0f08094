import type { Copies } from '../documents/find-copies.ts';
import type { TaskKind, TrainingDocument } from '../documents/training-document.ts';
import { type DenseBlock, meanVector, toFeatures } from '../encoder/dense-block.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { type AbortFlag, throwIfAborted } from '../errors/abort-flag.ts';
import { type FittedVocabulary, fitVocabulary } from '../features/fit-vocabulary.ts';
import type { DenseColumns } from '../linear/dual-problem.ts';
import { createSolver, type Solver } from '../linear/solver.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import { type LabelledMatrix, labelledMatrix, mostFeatures, type RowCopies, rowCopies } from './labelled-matrix.ts';
import { minDocumentFrequencyFor } from './settings.ts';

/** The training texts as numbers. They are made once, and fitted with any settings, with or without the encoder. */
export interface TrainingFeatures {
  readonly fitted: FittedVocabulary;
  readonly documents: readonly TrainingDocument[];
  readonly copies: RowCopies;
  readonly classCount: number;
  /**
   * The problem with this weight of the dense block; undefined leaves the encoder out. All problems share one solver: after a
   * call with another scale, an earlier problem must not be used.
   */
  problem(denseScale: number | undefined): TrainingProblem;
}

/** The rows to learn, and a solver that has them. */
export interface TrainingProblem {
  readonly data: LabelledMatrix;
  readonly solver: Solver;
  readonly dense: DenseBlock | undefined;
}

interface TrainingFeaturesInput {
  readonly kind: TaskKind;
  readonly documents: readonly TrainingDocument[];
  readonly copies: Copies;
  readonly classCount: number;
  readonly settings: TrainSettings;
  readonly encoder: Encoder | undefined;
  readonly signal: AbortFlag | undefined;
}

// The encoder gets so many texts at once. The abort flag is read in between.
const EMBED_CHUNK = 256;

function embedAll(encoder: Encoder, texts: readonly string[], signal: AbortFlag | undefined): Float32Array {
  const vectors = new Float32Array(texts.length * encoder.dimension);
  for (let from = 0; from < texts.length; from += EMBED_CHUNK) {
    throwIfAborted(signal);
    vectors.set(encoder.embed(texts.slice(from, from + EMBED_CHUNK)), from * encoder.dimension);
  }
  return vectors;
}

function denseFeatures(vectors: Float32Array, dimension: number, block: DenseBlock): DenseColumns {
  const values = vectors.slice();
  for (let at = 0; at < values.length; at += dimension) toFeatures(values.subarray(at, at + dimension), block);
  return { dimension, values };
}

/**
 * Learns the vocabulary of the documents and turns them into rows, in the given order.
 * @throws ClassifierError `too-large`, `aborted`
 */
export function createTrainingFeatures({
  kind,
  documents,
  copies,
  classCount,
  settings,
  encoder,
  signal,
}: TrainingFeaturesInput): TrainingFeatures {
  const texts = documents.map(({ text }) => text);
  const rows = rowCopies(copies, settings.copies);
  const minDocumentFrequency = minDocumentFrequencyFor(settings, kind, rows.texts);
  const counted = settings.copies === 'once' ? copies.text : undefined;
  const { characterScale } = settings;
  const maxFeatures = mostFeatures(classCount) - (encoder?.dimension ?? 0);
  const fitted = fitVocabulary(texts, {
    minDocumentFrequency,
    characterScale,
    maxFeatures,
    signal,
    firstOfText: counted,
  });
  const sparse = labelledMatrix(fitted.matrix, undefined, documents, classCount, rows);
  let solver: Solver | undefined;
  let vectors: Float32Array | undefined;
  let mean: Float32Array | undefined;
  let kept: { readonly scale: number | undefined; readonly problem: TrainingProblem } | undefined;

  const denseBlock = (scale: number): DenseBlock => {
    if (encoder === undefined) throw new Error('A dense scale was asked for without an encoder.');
    vectors ??= embedAll(encoder, texts, signal);
    mean ??= meanVector(vectors, encoder.dimension);
    return { mean, scale };
  };

  return {
    fitted,
    documents,
    copies: rows,
    classCount,
    problem(denseScale) {
      if (kept !== undefined && kept.scale === denseScale) return kept.problem;
      const dense = denseScale === undefined ? undefined : denseBlock(denseScale);
      const columns =
        dense === undefined || vectors === undefined ? undefined : denseFeatures(vectors, dense.mean.length, dense);
      const data = { ...sparse, dense: columns };
      // One solver for all problems: a second copy of the rows would take more memory than anything else in a training.
      solver ??= createSolver(sparse, encoder?.dimension ?? 0);
      solver.setDense(columns);
      const problem = { data, solver, dense };
      kept = { scale: denseScale, problem };
      return problem;
    },
  };
}
