import type { Encoder } from '../encoder/encoder.ts';
import type { AbortFlag } from '../errors/abort-flag.ts';
import type { TrainSettings } from '../model/train-settings.ts';

export interface TrainOptions {
  /** Any integer; with the same documents and settings the same seed gives the same bytes. */
  readonly seed: number;
  readonly signal?: AbortFlag;
  /** Called with 0…1, never decreasing. */
  readonly onProgress?: (fraction: number) => void;
  /** Adds the dense block, unless cross-validation says that it harms; the model then needs the same encoder. */
  readonly encoder?: Encoder;
  /**
   * `auto`: after the default, tries up to eleven other settings by cross-validation and takes one when it is better by
   * more than one standard error; some ten times slower. Default `none`.
   */
  readonly search?: 'none' | 'auto';
  readonly settings?: Partial<TrainSettings>;
}
