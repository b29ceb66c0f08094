import type { Calibration } from '../calibration/calibrate.ts';
import type { TaskKind } from '../documents/training-document.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import { createKeyTable } from '../features/key-table.ts';
import { FEATURE_SCHEME } from '../features/visit-features.ts';
import type { Model } from '../model/model.ts';
import { strideOf } from '../model/quantize.ts';
import type { TrainReport } from '../model/train-report.ts';
import { type Container, readContainer } from './container.ts';

/** The JSON header of a model file of format 1. */
export interface ModelHeader {
  readonly kind: TaskKind;
  readonly classes: readonly string[];
  readonly features: { readonly scheme: string; readonly characterScale: number; readonly unicodeVersion: string };
  readonly thresholds: readonly number[];
  readonly answersAtLeastOne: boolean;
  /** Absent in files of the first version of the program. */
  readonly topScoreQuantiles?: readonly number[];
  readonly calibration: Calibration;
  readonly card: TrainReport;
  /** Present when the model has a dense block. */
  readonly encoder?: { readonly id: string; readonly scale: number };
}

export interface OpenModelOptions {
  /** The encoders that can be used. The model takes the one that it was trained with. */
  readonly encoders?: readonly Encoder[];
}

const KINDS: readonly unknown[] = ['single', 'multi'];

/** The header, after a check that it has what this program needs. */
function headerOf(container: Container): ModelHeader {
  const header = container.header as unknown as Partial<ModelHeader>;
  const { kind, classes, features, thresholds, calibration, card } = header;
  const names = Array.isArray(classes) && classes.every((name) => typeof name === 'string');
  const numbers = Array.isArray(thresholds) && thresholds.every((one) => typeof one === 'number');
  const objects = [features, calibration, card].every((one) => typeof one === 'object' && one !== null);
  if (!KINDS.includes(kind) || !names || !numbers || !objects) {
    throw new ClassifierError('model-damaged', 'The model file is damaged: its header lacks what a model needs.');
  }
  return header as ModelHeader;
}

function section(container: Container, name: string): Uint8Array {
  const found = container.sections.get(name);
  if (found === undefined)
    throw new ClassifierError('model-damaged', `The model file is damaged: it has no section ${name}.`);
  return found;
}

/**
 * Where the 4-byte words of a section lie. The section is copied only when the caller's bytes do not begin at a multiple of 4
 * in their buffer. `length` counts words.
 */
function words(container: Container, name: string): { buffer: ArrayBufferLike; offset: number; length: number } {
  const bytes = section(container, name);
  const straight = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return { buffer: straight.buffer, offset: straight.byteOffset, length: straight.length >> 2 };
}

function floats(container: Container, name: string): Float32Array {
  const { buffer, offset, length } = words(container, name);
  return new Float32Array(buffer, offset, length);
}

function openDense(container: Container, header: ModelHeader, options: OpenModelOptions): Model['dense'] {
  if (header.encoder === undefined) return undefined;
  const { id, scale } = header.encoder;
  const encoder = options.encoders?.find((one) => one.id === id);
  if (encoder === undefined) {
    const given = options.encoders?.map((one) => one.id).join(', ') || 'none';
    throw new ClassifierError('encoder-missing', `The model needs the encoder ${id}; given: ${given}.`);
  }
  const mean = floats(container, 'dense-mean');
  if (mean.length !== encoder.dimension) {
    throw new ClassifierError(
      'model-damaged',
      `The model file is damaged: its dense block has ${mean.length} numbers, its encoder ${encoder.dimension}.`,
    );
  }
  return { mean, scale, encoder };
}

/**
 * Reads kind, class names and encoder of a model file. It does not open the model, so it needs no encoder. `encoder` is the id
 * of the one that `openModel` needs; undefined: none.
 * @throws ClassifierError `model-damaged`, `model-newer`
 */
export function inspectModel(bytes: Uint8Array): {
  readonly kind: TaskKind;
  readonly classes: readonly string[];
  readonly encoder: string | undefined;
} {
  const header = headerOf(readContainer(bytes));
  return { kind: header.kind, classes: header.classes, encoder: header.encoder?.id };
}

/**
 * Opens the bytes of a model file. The weights stay views of `bytes`, which may lie in a SharedArrayBuffer; do not change them
 * afterwards.
 * @throws ClassifierError `model-damaged` when a byte is wrong; `model-newer` when a newer Taxon wrote the file;
 *   `encoder-missing` when the encoder of the training is not among those given
 */
export function openModel(bytes: Uint8Array, options: OpenModelOptions = {}): Model {
  const container = readContainer(bytes);
  const header = headerOf(container);
  if (header.features.scheme !== FEATURE_SCHEME) {
    throw new ClassifierError(
      'model-newer',
      `The model uses the features ${header.features.scheme}, which this program does not know. Use a newer Taxon.`,
    );
  }
  const classCount = header.classes.length;
  const keyWords = words(container, 'keys');
  const keys = new Uint32Array(keyWords.buffer, keyWords.offset, keyWords.length);
  const weightWords = words(container, 'weights');
  const scales = floats(container, 'scales');
  const stride = strideOf(classCount);
  const bias = floats(container, 'bias');
  const dense = openDense(container, header, options);
  const rows = keys.length + (dense?.mean.length ?? 0);
  if (scales.length !== rows || weightWords.length * 4 !== rows * stride || bias.length !== classCount) {
    throw new ClassifierError(
      'model-damaged',
      'The model file is damaged: the sizes of its sections do not fit together.',
    );
  }
  const table = createKeyTable(keys.length);
  for (const key of keys) table.add(key);
  return {
    kind: header.kind,
    classes: header.classes,
    thresholds: header.thresholds,
    answersAtLeastOne: header.answersAtLeastOne,
    topScoreQuantiles: header.topScoreQuantiles ?? [],
    card: header.card,
    calibration: header.calibration,
    dense,
    vocabulary: { keys, idf: floats(container, 'idf'), characterScale: header.features.characterScale },
    table,
    weights: {
      classCount,
      stride,
      values: new Int8Array(weightWords.buffer, weightWords.offset, weightWords.length * 4),
      words: new Int32Array(weightWords.buffer, weightWords.offset, weightWords.length),
      scales,
      bias,
    },
  };
}
