export type { EncoderSource, SharedEncoder } from './encoder-source.ts';
export { createEncoderSource, encoderName } from './encoder-source.ts';
export { encoderOf, prepareEncoder } from './encoder-views.ts';
export { lendVectors } from './lend-vectors.ts';
export type { Preparation } from './onnx/prepared-encoder.ts';
export { expireEmbeddings } from './vectors/embedding-store.ts';
