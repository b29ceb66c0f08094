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

/** The JSON header of a model file, format 1. */
export interface ModelHeader {
  readonly kind: TaskKind;
  readonly classes: readonly string[];
  readonly features: { readonly scheme: string; readonly characterScale: number; readonly unicodeVersion: string };
  readonly thresholds: readonly number[];
  readonly answersAtLeastOne: boolean;
  /** Absent in files of the first program version. */
  readonly topScoreQuantiles?: readonly number[];
  readonly calibration: Calibration;
  readonly card: TrainReport;
  /** Present when the model has a dense block. */
  readonly encoder?: { readonly id: string; readonly scale: number };
}

export interface OpenModelOptions {
  /** Encoders at hand; the one the model names is taken. */
  readonly encoders?: readonly Encoder[];
}

const KINDS: readonly unknown[] = ['single', 'multi'];

/** The header, once it has the shape this program relies on. */
function headerOf(container: Container): ModelHeader {
  const header = container.header as unknown as Partial<ModelHeader>;
  const { kind, classes, features, thresholds, calibration, card } = header;
  const names = Array.isArray(classes) && classes.every((name) => typeof name === 'string');
  const numbers = Array.isArray(thresholds) && thresholds.every((one) => typeof one === 'number');
  const objects = [features, calibration, card].every((one) => typeof one === 'object' && one !== null);
  if (!KINDS.includes(kind) || !names || !numbers || !objects) {
    throw new ClassifierError('model-damaged', 'The header of the model file lacks what a model needs.');
  }
  return header as ModelHeader;
}

function section(container: Container, name: string): Uint8Array {
  const found = container.sections.get(name);
  if (found === undefined) throw new ClassifierError('model-damaged', `The model file has no section ${name}.`);
  return found;
}

/** The start of a section that 4-byte views can stand on; copied only when the caller's bytes lie askew. */
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
      `The model's dense block has ${mean.length} numbers, its encoder ${encoder.dimension}.`,
    );
  }
  return { mean, scale, encoder };
}

/** Kind, classes and encoder of a model file without opening it: `encoder` is the id that `openModel` will ask for. */
export function inspectModel(bytes: Uint8Array): {
  readonly kind: TaskKind;
  readonly classes: readonly string[];
  readonly encoder: string | undefined;
} {
  const header = headerOf(readContainer(bytes));
  return { kind: header.kind, classes: header.classes, encoder: header.encoder?.id };
}

/**
 * Opens the bytes of a model file. Weights stay views of `bytes` (which may be backed by a SharedArrayBuffer): do not
 * change them afterwards.
 * @throws ClassifierError `model-damaged` when a byte is wrong, `model-newer` when a newer Taxon wrote it,
 *   `encoder-missing` when it was trained with an encoder that is not given
 */
export function openModel(bytes: Uint8Array, options: OpenModelOptions = {}): Model {
  const container = readContainer(bytes);
  const header = headerOf(container);
  if (header.features.scheme !== FEATURE_SCHEME) {
    throw new ClassifierError(
      'model-newer',
      `The model uses features ${header.features.scheme}, unknown to this program.`,
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
    throw new ClassifierError('model-damaged', 'The sections of the model file do not fit together.');
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
