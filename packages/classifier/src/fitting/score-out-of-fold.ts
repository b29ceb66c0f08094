import type { RawScores } from '../calibration/raw-scores.ts';
import { throwIfAborted } from '../errors/abort-flag.ts';
import { foldCount, foldsOf } from '../evaluation/folds.ts';
import type { DualLoss } from '../linear/dual-problem.ts';
import type { Solver } from '../linear/solver.ts';
import { areWeighted, type FitOptions, fitRows, lossOf } from './fit-rows.ts';
import { createHeldOutRows } from './held-out-rows.ts';
import type { LabelledMatrix } from './labelled-matrix.ts';

/** The scores of documents by models that had not learned them. */
export interface OutOfFold {
  /** The loss of these models. */
  readonly loss: DualLoss;
  readonly raw: RawScores;
  /** By row of `raw`: a number that all copies of its text have. */
  readonly groups: Int32Array;
  /** Whether rare classes counted more than their share. */
  readonly weighted: boolean;
}

/**
 * Scores each document by a model that has not learned it, with one fit for each fold. A single-label document is left out
 * when the other folds have no document of its class; all are left out when there is only one fold with documents. Such scores
 * would say nothing about the final model.
 * @param keys the keys of the vocabulary's columns
 * @throws ClassifierError `aborted`
 */
export function scoreOutOfFold(
  solver: Solver,
  data: LabelledMatrix,
  keys: Uint32Array,
  options: FitOptions,
): OutOfFold {
  const { matrix, documents, classCount, copies } = data;
  const count = foldCount(copies.groups);
  // When all are copies of one text, they can still say how sure its labels are.
  const group = copies.groups > 1 ? copies.group : copies.group.map((_, row) => row);
  const folds = foldsOf(documents, group, count);
  const scores = new Float32Array(matrix.rows * classCount);
  const usable = new Uint8Array(matrix.rows);
  const heldOutRows = createHeldOutRows(matrix, keys);
  for (let fold = 0; fold < count; fold++) {
    throwIfAborted(options.signal);
    const all = Int32Array.from(folds, (_, row) => row);
    const learned = all.filter((row) => folds[row] !== fold);
    const heldOut = all.filter((row) => folds[row] === fold);
    if (learned.length === 0 || heldOut.length === 0) continue;
    const known = new Set(Array.from(learned, (row) => documents[row]?.labels ?? []).flat());
    fitRows(solver, data, learned, options);
    const valuesOf = heldOutRows.forFold(heldOut);
    for (const row of heldOut) {
      const labels = documents[row]?.labels ?? [];
      if (options.kind === 'single' && !labels.every((label) => known.has(label))) continue;
      usable[row] = 1;
      solver.scoreRow(row, scores, row * classCount, valuesOf(row));
    }
  }
  const rows = Int32Array.from(usable, (_, row) => row).filter((row) => usable[row] === 1);
  const kept = new Float32Array(rows.length * classCount);
  for (const [i, row] of rows.entries())
    kept.set(scores.subarray(row * classCount, (row + 1) * classCount), i * classCount);
  const expected = Array.from(rows, (row) => documents[row]?.labels ?? []);
  const raw = { classCount, rows: rows.length, scores: kept, expected };
  const groups = Int32Array.from(rows, (row) => copies.group[row] as number);
  return { loss: lossOf(options, copies.texts), raw, groups, weighted: areWeighted(data, options) };
}
