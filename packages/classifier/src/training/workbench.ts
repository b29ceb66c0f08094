import { type AbortFlag, throwIfAborted } from '../abort-flag.ts';
import { appendDense, type DenseBlock, meanVector, toFeatures } from '../encoder/dense-block.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { type FittedVocabulary, fitVocabulary } from '../features/fit-vocabulary.ts';
import { createSolver, type Solver } from '../linear/solver.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';
import { minDocumentFrequencyFor, type TrainSettings } from './settings.ts';
import { type LabelledMatrix, labelledMatrix, mostFeatures } from './train-matrix.ts';
import type { TrainingDocument } from './training-document.ts';

/** The training texts as numbers, made once and fitted with any settings, with or without the encoder. */
export interface Workbench {
  readonly fitted: FittedVocabulary;
  readonly documents: readonly TrainingDocument[];
  readonly classCount: number;
  /** Solver and rows; `denseScale` undefined leaves the encoder out. The last one asked for is kept. */
  bench(denseScale: number | undefined): Bench;
}

export interface Bench {
  readonly data: LabelledMatrix;
  readonly solver: Solver;
  readonly dense: DenseBlock | undefined;
}

interface WorkbenchInput {
  readonly documents: readonly TrainingDocument[];
  readonly classCount: number;
  readonly settings: TrainSettings;
  readonly encoder: Encoder | undefined;
  readonly signal: AbortFlag | undefined;
}

const EMBED_CHUNK = 256;

function embedAll(encoder: Encoder, texts: readonly string[], signal: AbortFlag | undefined): Float32Array {
  const vectors = new Float32Array(texts.length * encoder.dimension);
  for (let from = 0; from < texts.length; from += EMBED_CHUNK) {
    throwIfAborted(signal);
    vectors.set(encoder.embed(texts.slice(from, from + EMBED_CHUNK)), from * encoder.dimension);
  }
  return vectors;
}

function denseFeatures(vectors: Float32Array, dimension: number, block: DenseBlock): Float32Array {
  const features = vectors.slice();
  for (let at = 0; at < features.length; at += dimension) toFeatures(features.subarray(at, at + dimension), block);
  return features;
}

export function createWorkbench({ documents, classCount, settings, encoder, signal }: WorkbenchInput): Workbench {
  const texts = documents.map(({ text }) => text);
  const minDocumentFrequency = minDocumentFrequencyFor(settings, documents.length);
  const { characterScale } = settings;
  const maxFeatures = mostFeatures(classCount) - (encoder?.dimension ?? 0);
  const fitted = fitVocabulary(texts, { minDocumentFrequency, characterScale, maxFeatures, signal });
  let vectors: Float32Array | undefined;
  let mean: Float32Array | undefined;
  let kept: { readonly scale: number | undefined; readonly bench: Bench } | undefined;

  const withDense = (scale: number): { matrix: SparseMatrix; dense: DenseBlock } => {
    if (encoder === undefined) throw new Error('A dense scale was asked for without an encoder.');
    vectors ??= embedAll(encoder, texts, signal);
    mean ??= meanVector(vectors, encoder.dimension);
    const dense = { mean, scale };
    const features = denseFeatures(vectors, encoder.dimension, dense);
    return { matrix: appendDense(fitted.matrix, features, encoder.dimension), dense };
  };

  return {
    fitted,
    documents,
    classCount,
    bench(denseScale) {
      if (kept !== undefined && kept.scale === denseScale) return kept.bench;
      const { matrix, dense } =
        denseScale === undefined ? { matrix: fitted.matrix, dense: undefined } : withDense(denseScale);
      const data = labelledMatrix(matrix, documents, classCount);
      const bench = { data, solver: createSolver(data), dense };
      kept = { scale: denseScale, bench };
      return bench;
    },
  };
}
