import type { Encoder } from '../encoder/encoder.ts';
import type { AbortFlag } from '../errors/abort-flag.ts';
import type { TrainSettings } from '../model/train-settings.ts';

/** How to train. */
export interface TrainOptions {
  /** Any integer. The same documents, settings and seed give the same bytes. */
  readonly seed: number;
  /** Stops the training with ClassifierError `aborted`. */
  readonly signal?: AbortFlag;
  /** Called with the share of the work that is done: 0…1, never decreasing. */
  readonly onProgress?: (fraction: number) => void;
  /** Adds the dense block, unless cross-validation shows that it harms. `openModel` then needs the same encoder. */
  readonly encoder?: Encoder;
  /**
   * `auto`: cross-validates up to eleven other settings after the default ones, and takes one that is better by more than one
   * standard error. This takes about ten times as long. Default `none`.
   */
  readonly search?: 'none' | 'auto';
  /** Absent settings have their defaults. */
  readonly settings?: Partial<TrainSettings>;
}
