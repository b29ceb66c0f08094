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
  copies: 'every',
};

function requireRange(name: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) {
    throw new ClassifierError('invalid-setting', `${name} must lie in ${least}…${most}, got ${value}.`);
  }
}

/**
 * The given settings, with the defaults for those that are absent. Every value is checked; `auto` stays.
 * @throws ClassifierError `invalid-setting` when a value is out of its range
 */
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

// Single-label, in documents. Cross-validated accuracy: below, softmax is better (Banking77 with 10 examples for each class:
// 67.3 against 65.7). From here on, squared hinge is better (TREC fine 79.9 against 77.5, TREC 86.7 against 85.3, 20
// Newsgroups 93.1 against 92.4, AG News 88.3 against 87.9).
const HINGE_FROM = 2000;

/** The loss for so many documents: that of the settings, or the one that `auto` chooses. */
export function lossFor(settings: TrainSettings, kind: TaskKind, documents: number): 'log' | 'squared-hinge' {
  if (settings.loss !== 'auto') return settings.loss;
  // Multi-label: squared hinge is better. Micro and macro F1, a third held out: Reuters 89.8 and 58.3 against 88.5 and 54.0,
  // NLU++ 83.5 and 83.8 against 82.6 and 81.8.
  return kind === 'multi' || documents >= HINGE_FROM ? 'squared-hinge' : 'log';
}

/** The cost (scikit-learn's C) for this loss: that of the settings, or the one that `auto` chooses. */
export function costFor(settings: TrainSettings, kind: TaskKind, loss: 'log' | 'squared-hinge'): number {
  if (settings.cost !== 'auto') return settings.cost;
  if (loss === 'squared-hinge') return 0.5;
  return kind === 'single' ? 5 : 30;
}

/**
 * The most passes over so many documents: those of the settings, or those that `auto` chooses. With few documents many passes
 * take next to no time, and give 0.5 points of accuracy with 10 examples for each class. With many documents 6 are enough:
 * compared with 8 passes, 3, 4, 5, 6 and 12 passes gave −.36, −.04, +.05, 0 and −.03 points of accuracy (cross-validated, mean
 * of 7 single-label sets).
 */
export function epochsFor(settings: TrainSettings, documents: number): number {
  if (settings.epochs !== 'auto') return settings.epochs;
  return Math.max(6, Math.min(60, Math.round(60_000 / documents)));
}

// From so many documents on, a feature that only one document has is left out. The table says how many points of accuracy
// (multi-label: of micro F1) this gives, by the number of training documents. The test documents were held out before the
// vocabulary was made.
//                                     50    100    200    350    500  1,000  2,000  5,000
//   5 English single-label sets     −1.7   −0.2   −1.2   −1.0   −0.7   +0.5   +0.4    0.0
//   the same with the encoder       −0.4   −0.3   +0.3   −0.4   +0.4   +0.5   +0.2   +0.1
//   SIB-200, 10 languages           −2.5   −2.0   −1.5   −1.2   −0.5
//   the same with the encoder       −2.1   −2.1   −2.0   −2.1   −1.2
//   NLU++                           +2.4   +1.1   +0.9          +0.6    0.0   +0.1
//   cooking tags                    −0.9   −0.3   +0.6          +0.3   −0.3   −0.1
//   Reuters                         +3.9   +2.1   +1.3          +0.7   +0.2
const MANY_DOCUMENTS: Readonly<Record<TaskKind, number>> = { single: 1000, multi: 200 };

/** In how many documents a feature must be to be kept: by the settings, or as `auto` chooses. */
export function minDocumentFrequencyFor(settings: TrainSettings, kind: TaskKind, documents: number): number {
  if (settings.minDocumentFrequency !== 'auto') return settings.minDocumentFrequency;
  return documents < MANY_DOCUMENTS[kind] ? 1 : 2;
}

/** `auto` uses class weights when the largest class has more than so many times the documents of the smallest. */
const IMBALANCE = 5;

/**
 * The class weights: those of the settings, or those that `auto` chooses.
 * @param counts by class index: the number of documents. Classes without documents do not count.
 */
export function classWeightsFor(settings: TrainSettings, counts: ArrayLike<number>): 'none' | 'mild' | 'balanced' {
  if (settings.classWeights !== 'auto') return settings.classWeights;
  return imbalanced(counts) ? 'mild' : 'none';
}

/** Whether the largest class has more than `IMBALANCE` times the documents of the smallest one that has any. */
export function imbalanced(counts: ArrayLike<number>): boolean {
  const present = Array.from(counts).filter((count) => count > 0);
  return Math.max(...present) > IMBALANCE * Math.min(...present);
}

// Documents for each class. Accuracy with half of the scale against the whole scale, static-en-144. Cross-validated: AG News
// 89.1 : 88.2, TREC 87.1 : 86.5, TREC fine 81.0 : 80.0, NLU++ 86.6 : 86.3, Banking77 90.9 : 91.0. Held out, with so many
// examples for each class: TREC 100 73.3 : 70.6, AG News 200 86.5 : 85.8, Banking77 20 87.2 : 87.6.
const HALF_DENSE_FROM = 40;

/**
 * The weight of the dense block: the encoder's own scale. For a static table it is half of that, but not below 0.5, when a
 * class has at least 40 documents on average: then the words themselves say enough.
 */
export function denseScaleFor(encoder: Encoder, documents: number, classCount: number): number {
  const isTable = 'visitPieces' in encoder;
  if (!isTable || documents < HALF_DENSE_FROM * classCount) return encoder.scale;
  return Math.min(encoder.scale, Math.max(0.5, encoder.scale / 2));
}

/** The settings with every `auto` replaced by what it chose. */
export function effectiveSettings(
  settings: TrainSettings,
  kind: TaskKind,
  classWeights: ArrayLike<number>,
  { documents, texts }: { readonly documents: number; readonly texts: number },
): TrainSettings {
  const loss = lossFor(settings, kind, texts);
  return {
    ...settings,
    loss,
    cost: costFor(settings, kind, loss),
    classWeights: kind === 'single' ? classWeightsFor(settings, classWeights) : 'none',
    epochs: epochsFor(settings, documents),
    minDocumentFrequency: minDocumentFrequencyFor(settings, kind, texts),
  };
}
