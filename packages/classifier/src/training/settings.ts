import { ClassifierError } from '../classifier-error.ts';

/** What a training run may be told; each has a measured default. */
export interface TrainSettings {
  /** scikit-learn's C: larger fits the training texts closer. 0.001…10,000. */
  readonly cost: number;
  /** Passes over the documents at most, 1…100; `auto`: 200,000 visits, but 8…60 passes. */
  readonly epochs: number | 'auto';
  /** A pass in which no dual variable moved further than this is the last. 0…1. */
  readonly tolerance: number;
  /** A feature is kept when at least so many documents have it; `auto`: 2, or 1 below 1,000 documents. */
  readonly minDocumentFrequency: number | 'auto';
  /** Weight of the character block against the word block. 0…10. */
  readonly characterScale: number;
}

export const defaultSettings: TrainSettings = {
  cost: 5,
  epochs: 'auto',
  tolerance: 0.02,
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
  if (settings.epochs !== 'auto') requireRange('epochs', settings.epochs, 1, 100);
  requireRange('tolerance', settings.tolerance, 0, 1);
  requireRange('characterScale', settings.characterScale, 0, 10);
  if (settings.minDocumentFrequency !== 'auto') {
    requireRange('minDocumentFrequency', settings.minDocumentFrequency, 1, 1000);
  }
  return settings;
}

/** Few documents get many passes: they cost nothing there, and 0.5 points of accuracy are to be had on 10 examples a class. */
export function epochsFor(settings: TrainSettings, documents: number): number {
  if (settings.epochs !== 'auto') return settings.epochs;
  return Math.max(8, Math.min(60, Math.round(200_000 / documents)));
}

// Border between a minimum document frequency of 1 and 2.
const FEW_DOCUMENTS = 1000;

export function minDocumentFrequencyFor(settings: TrainSettings, documents: number): number {
  if (settings.minDocumentFrequency !== 'auto') return settings.minDocumentFrequency;
  return documents < FEW_DOCUMENTS ? 1 : 2;
}
