import type { AbortFlag } from '../abort-flag.ts';
import type { TrainSettings } from './settings.ts';

export interface TrainOptions {
  /** Any integer; with the same documents and settings the same seed gives the same bytes. */
  readonly seed: number;
  readonly signal?: AbortFlag;
  /** Called with 0…1, never decreasing. */
  readonly onProgress?: (fraction: number) => void;
  readonly settings?: Partial<TrainSettings>;
}
