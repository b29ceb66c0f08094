import type { Calibration } from '../calibration/calibrate.ts';
import type { TaskKind } from '../documents/training-document.ts';
import type { DenseBlock } from '../encoder/dense-block.ts';
import type { Encoder } from '../encoder/encoder.ts';
import type { Vocabulary } from '../features/fit-vocabulary.ts';
import type { KeyTable } from '../features/key-table.ts';
import type { QuantizedWeights } from './quantize.ts';
import type { TrainReport } from './train-report.ts';

/** A trained model, which nothing changes. Only `openModel` makes one. Threads share a model as bytes. */
export interface Model {
  readonly kind: TaskKind;
  /** Class names by class index. */
  readonly classes: readonly string[];
  /** Multi-label, by class index: the calibrated probability from which the class is answered. Single-label: empty. */
  readonly thresholds: readonly number[];
  /** Multi-label: true when every training document had a class. Then the best class is answered when none reaches its threshold. */
  readonly answersAtLeastOne: boolean;
  /** Single-label: quantiles of the largest raw score of in-scope texts, see `topScoreQuantiles` in out-of-scope.ts. */
  readonly topScoreQuantiles: readonly number[];
  readonly card: TrainReport;
  readonly calibration: Calibration;
  /** The encoder that the model was trained with, and how its vectors become features. Undefined: none. */
  readonly dense: (DenseBlock & { readonly encoder: Encoder }) | undefined;
  readonly vocabulary: Vocabulary;
  /** Finds the feature ids of `vocabulary.keys`. */
  readonly table: KeyTable;
  readonly weights: QuantizedWeights;
}
