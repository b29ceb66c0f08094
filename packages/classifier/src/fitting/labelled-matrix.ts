import type { Copies } from '../documents/find-copies.ts';
import type { TrainingDocument } from '../documents/training-document.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import type { DenseColumns, LabelledRows } from '../linear/dual-problem.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';
import type { TrainSettings } from '../model/train-settings.ts';

/** Which rows are copies of each other, and how much each counts. */
export interface RowCopies {
  /** By row: the first row of its group, which no fold divides. */
  readonly group: Int32Array;
  readonly groups: number;
  /** By row: the first row with the same text. */
  readonly text: Int32Array;
  /** By row: how much it counts in the fit. With `once`, copies of a text have 1 together; with `every`, 1 each. */
  readonly weight: Float32Array;
  /** How many distinct texts there are. What a setting depends on the size for, depends on this number. */
  readonly texts: number;
}

/** The rows of labelled documents as numbers, with the documents: row i is document i. */
export interface LabelledMatrix extends LabelledRows {
  readonly documents: readonly TrainingDocument[];
  readonly copies: RowCopies;
}

/** What the fit needs to know of copies. */
export function rowCopies({ text, group }: Copies, copies: TrainSettings['copies']): RowCopies {
  const isFirst = (of: Int32Array) => of.reduce((count, first, row) => count + (first === row ? 1 : 0), 0);
  const sizes = new Int32Array(text.length);
  for (const first of text) sizes[first] = (sizes[first] as number) + 1;
  const weightOf = (first: number) => (copies === 'every' ? 1 : 1 / (sizes[first] as number));
  return {
    group,
    groups: isFirst(group),
    text,
    texts: isFirst(text),
    weight: Float32Array.from(text, weightOf),
  };
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
 * @param copies by document, see `rowCopies`
 * @throws ClassifierError `too-large` above 100 million cells: classes times the larger of features and documents
 */
export function labelledMatrix(
  matrix: SparseMatrix,
  dense: DenseColumns | undefined,
  documents: readonly TrainingDocument[],
  classCount: number,
  copies: RowCopies,
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
    copies,
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
