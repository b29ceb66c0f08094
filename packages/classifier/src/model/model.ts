import type { Calibration } from '../calibration/calibrate.ts';
import type { TaskKind } from '../documents/training-document.ts';
import type { DenseBlock } from '../encoder/dense-block.ts';
import type { Encoder } from '../encoder/encoder.ts';
import type { Vocabulary } from '../features/fit-vocabulary.ts';
import type { KeyTable } from '../features/key-table.ts';
import type { QuantizedWeights } from './quantize.ts';
import type { TrainReport } from './train-report.ts';

/** A trained model: constant, shareable between threads as bytes. Made by `openModel` only. */
export interface Model {
  readonly kind: TaskKind;
  /** Class names by class index. */
  readonly classes: readonly string[];
  /** Multi-label: tuned, by class index, on the calibrated probability. Single-label: empty. */
  readonly thresholds: readonly number[];
  /** Multi-label: every training document had a class, so the best one is answered when none reaches its threshold. */
  readonly answersAtLeastOne: boolean;
  /** Single-label: quantiles of in-scope texts' largest raw score, for the out-of-scope decision. */
  readonly topScoreQuantiles: readonly number[];
  readonly card: TrainReport;
  readonly calibration: Calibration;
  /** The encoder the model was trained with, and how its vectors become features. */
  readonly dense: (DenseBlock & { readonly encoder: Encoder }) | undefined;
  readonly vocabulary: Vocabulary;
  readonly table: KeyTable;
  readonly weights: QuantizedWeights;
}
