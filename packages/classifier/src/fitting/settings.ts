import type { TaskKind } from '../documents/training-document.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import type { TrainSettings } from '../model/train-settings.ts';

const defaultSettings: TrainSettings = {
  loss: 'auto',
  cost: 'auto',
  classWeights: 'auto',
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
  if (settings.cost !== 'auto') requireRange('cost', settings.cost, 0.001, 10_000);
  if (settings.epochs !== 'auto') requireRange('epochs', settings.epochs, 1, 100);
  requireRange('tolerance', settings.tolerance, 0, 1);
  requireRange('characterScale', settings.characterScale, 0, 10);
  if (settings.minDocumentFrequency !== 'auto') {
    requireRange('minDocumentFrequency', settings.minDocumentFrequency, 1, 1000);
  }
  return settings;
}

// Cross-validated: below, softmax is better (Banking77 with 10 examples a class: 67.3 against 65.7); above, squared hinge
// is (TREC fine 79.9 against 77.5, TREC 86.7 against 85.3, 20 Newsgroups 93.1 against 92.4, AG News 88.3 against 87.9).
const HINGE_FROM = 2000;

export function lossFor(settings: TrainSettings, kind: TaskKind, documents: number): 'log' | 'squared-hinge' {
  if (settings.loss !== 'auto') return settings.loss;
  // Multi-label: Reuters micro/macro 89.8/58.3 against 88.5/54.0, NLU++ 83.5/83.8 against 82.6/81.8 (a third held out).
  return kind === 'multi' || documents >= HINGE_FROM ? 'squared-hinge' : 'log';
}

export function costFor(settings: TrainSettings, kind: TaskKind, loss: 'log' | 'squared-hinge'): number {
  if (settings.cost !== 'auto') return settings.cost;
  if (loss === 'squared-hinge') return 0.5;
  return kind === 'single' ? 5 : 30;
}

/**
 * Few documents get many passes: they cost nothing there, and 0.5 points of accuracy are to be had on 10 examples a class.
 * Many get 6. Points of accuracy against 8 passes with 3, 4, 5, 6 and 12, cross-validated, mean of 7 single-label sets: −.36,
 * −.04, +.05, 0, −.03.
 */
export function epochsFor(settings: TrainSettings, documents: number): number {
  if (settings.epochs !== 'auto') return settings.epochs;
  return Math.max(6, Math.min(60, Math.round(60_000 / documents)));
}

// From so many documents on a feature that only one of them has is left out. Points of accuracy (multi-label: micro-F1) that
// this gives, on documents held out before the vocabulary is made, drawn from training parts:
//                                     50    100    200    350    500  1,000  2,000  5,000
//   5 English single-label sets     −1.7   −0.2   −1.2   −1.0   −0.7   +0.5   +0.4    0.0
//   the same with the encoder       −0.4   −0.3   +0.3   −0.4   +0.4   +0.5   +0.2   +0.1
//   SIB-200, 10 languages           −2.5   −2.0   −1.5   −1.2   −0.5
//   the same with the encoder       −2.1   −2.1   −2.0   −2.1   −1.2
//   NLU++                           +2.4   +1.1   +0.9          +0.6    0.0   +0.1
//   cooking tags                    −0.9   −0.3   +0.6          +0.3   −0.3   −0.1
//   Reuters                         +3.9   +2.1   +1.3          +0.7   +0.2
const MANY_DOCUMENTS: Readonly<Record<TaskKind, number>> = { single: 1000, multi: 200 };

export function minDocumentFrequencyFor(settings: TrainSettings, kind: TaskKind, documents: number): number {
  if (settings.minDocumentFrequency !== 'auto') return settings.minDocumentFrequency;
  return documents < MANY_DOCUMENTS[kind] ? 1 : 2;
}

/** Class weights are worth a try from this ratio of the largest class to the smallest. */
const IMBALANCE = 5;

/** @param counts documents by class; classes without any do not count */
export function classWeightsFor(settings: TrainSettings, counts: ArrayLike<number>): 'none' | 'mild' | 'balanced' {
  if (settings.classWeights !== 'auto') return settings.classWeights;
  return imbalanced(counts) ? 'mild' : 'none';
}

export function imbalanced(counts: ArrayLike<number>): boolean {
  const present = Array.from(counts).filter((count) => count > 0);
  return Math.max(...present) > IMBALANCE * Math.min(...present);
}

// Half against the whole, static-en-144, cross-validated: AG News 89.1 : 88.2, TREC 87.1 : 86.5, TREC fine 81.0 : 80.0,
// NLU++ 86.6 : 86.3, Banking77 90.9 : 91.0; by examples a class, held out: TREC 100 73.3 : 70.6, AG News 200 86.5 : 85.8,
// Banking77 20 87.2 : 87.6.
const HALF_DENSE_FROM = 40;

/**
 * Weight of the dense block: the encoder's own, but half of it (not below 0.5) for a static table when a class has 40
 * documents on average and words speak for themselves.
 */
export function denseScaleFor(encoder: Encoder, documents: number, classCount: number): number {
  const isTable = 'visitPieces' in encoder;
  if (!isTable || documents < HALF_DENSE_FROM * classCount) return encoder.scale;
  return Math.min(encoder.scale, Math.max(0.5, encoder.scale / 2));
}

/** Settings with every `auto` replaced by what it came to. */
export function effectiveSettings(
  settings: TrainSettings,
  kind: TaskKind,
  classDocuments: readonly number[],
  documents: number,
): TrainSettings {
  const loss = lossFor(settings, kind, documents);
  return {
    ...settings,
    loss,
    cost: costFor(settings, kind, loss),
    classWeights: kind === 'single' ? classWeightsFor(settings, classDocuments) : 'none',
    epochs: epochsFor(settings, documents),
    minDocumentFrequency: minDocumentFrequencyFor(settings, kind, documents),
  };
}
