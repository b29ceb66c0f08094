import type { DenseBlock } from '../encoder/dense-block.ts';
import type { Vocabulary } from '../features/fit-vocabulary.ts';
import { FEATURE_SCHEME } from '../features/visit-features.ts';
import type { QuantizedWeights } from '../model/quantize.ts';
import { unicodeVersion } from '../text/generated/character-classes.ts';
import { writeContainer } from './container.ts';
import type { ModelHeader } from './open-model.ts';

function bytesOf(array: Uint32Array | Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The numbers of a model. The weights of the dense block follow those of the vocabulary. */
export interface ModelParts {
  readonly vocabulary: Vocabulary;
  readonly weights: QuantizedWeights;
  /** `encoder` is the id of the encoder. */
  readonly dense: (DenseBlock & { readonly encoder: string }) | undefined;
}

/** The bytes of a model file of format 1. The same header and parts give the same bytes. */
export function writeModel(
  header: Omit<ModelHeader, 'features' | 'encoder'>,
  { vocabulary, weights, dense }: ModelParts,
): Uint8Array {
  const features = { scheme: FEATURE_SCHEME, characterScale: vocabulary.characterScale, unicodeVersion };
  const encoder = dense === undefined ? undefined : { id: dense.encoder, scale: dense.scale };
  return writeContainer({ ...header, features, ...(encoder === undefined ? {} : { encoder }) }, [
    { name: 'keys', data: bytesOf(vocabulary.keys) },
    { name: 'idf', data: bytesOf(vocabulary.idf) },
    { name: 'scales', data: bytesOf(weights.scales) },
    { name: 'weights', data: bytesOf(weights.values) },
    { name: 'bias', data: bytesOf(weights.bias) },
    ...(dense === undefined ? [] : [{ name: 'dense-mean', data: bytesOf(dense.mean) }]),
  ]);
}
