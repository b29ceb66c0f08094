import { ClassifierError } from '../classifier-error.ts';

/** What a training run may be told; each has a measured default. */
export interface TrainSettings {
  /** scikit-learn's C: larger fits the training texts closer. 0.001…10,000. */
  readonly cost: number;
  /** Passes over the documents at most. 1…100. */
  readonly epochs: number;
  /** A pass in which no dual variable moved further than this is the last. 0…1. */
  readonly tolerance: number;
  /** A feature is kept when at least so many documents have it; `auto`: 2, or 1 below 1,000 documents. */
  readonly minDocumentFrequency: number | 'auto';
  /** Weight of the character block against the word block. 0…10. */
  readonly characterScale: number;
}

export const defaultSettings: TrainSettings = {
  cost: 5,
  epochs: 8,
  tolerance: 0.1,
  minDocumentFrequency: 'auto',
  characterScale: 0.7,
};

function requireRange(name: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) {
    throw new ClassifierError('invalid-setting', `${name} must lie in ${least}…${most}, got ${value}.`);
  }
}

/** Defaults filled in and every value checked. */
export function resolveSettings(given: Partial<TrainSettings> | undefined): TrainSettings {
  const settings = { ...defaultSettings, ...given };
  requireRange('cost', settings.cost, 0.001, 10_000);
  requireRange('epochs', settings.epochs, 1, 100);
  requireRange('tolerance', settings.tolerance, 0, 1);
  requireRange('characterScale', settings.characterScale, 0, 10);
  if (settings.minDocumentFrequency !== 'auto') {
    requireRange('minDocumentFrequency', settings.minDocumentFrequency, 1, 1000);
  }
  return settings;
}
