export { createEncoderSource, type EncoderSource, encoderName, type SharedEncoder } from './encoder-source.ts';
export { lendVectors } from './lend-vectors.ts';
export { expireEmbeddings } from './vectors/embedding-store.ts';
