import type { TrainingDocument } from '../documents/training-document.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import type { DenseColumns, LabelledRows } from '../linear/dual-problem.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';

/** The rows of labelled documents as numbers, with the documents: row i is document i. */
export interface LabelledMatrix extends LabelledRows {
  readonly documents: readonly TrainingDocument[];
}

// With more cells, the weights (features × classes) or the dual variables (documents × classes) would take over 400 MB each.
const MAX_CELLS = 100_000_000;

/** How many features (dense ones included) a model of so many classes may have. */
export function mostFeatures(classCount: number): number {
  return Math.floor(MAX_CELLS / classCount);
}

/**
 * Joins rows and labels.
 * @param matrix one row a document, in the order of `documents`
 * @throws ClassifierError `too-large` above 100 million cells: classes times the larger of features and documents
 */
export function labelledMatrix(
  matrix: SparseMatrix,
  dense: DenseColumns | undefined,
  documents: readonly TrainingDocument[],
  classCount: number,
): LabelledMatrix {
  const columns = matrix.columns + (dense?.dimension ?? 0);
  const cells = Math.max(columns, matrix.rows) * classCount;
  if (cells > MAX_CELLS) {
    throw new ClassifierError(
      'too-large',
      `${columns} features and ${matrix.rows} documents with ${classCount} classes exceed what is trained in memory (${MAX_CELLS} cells).`,
    );
  }
  const labelStart = new Int32Array(documents.length + 1);
  for (const [row, { labels }] of documents.entries())
    labelStart[row + 1] = (labelStart[row] as number) + labels.length;
  return {
    matrix,
    dense,
    documents,
    classCount,
    labelStart,
    labels: Int32Array.from(documents.flatMap(({ labels }) => labels)),
  };
}

/** How many numbers of the rows are not 0. */
export function countEntries({ matrix, dense }: LabelledRows): number {
  return (
    matrix.index.length + (dense === undefined ? 0 : dense.values.reduce((count, x) => count + (x === 0 ? 0 : 1), 0))
  );
}
