// What the WebAssembly module exports. `npm run build:kernels` compiles it; the result is committed.
export { applyDuals, configureAddresses, configureProblem, scoreMatrixRow, visitDocuments } from './dual.ts';
export { expEach, ln, sigmoidEach } from './exp-log.ts';
export { configureExtractor, extractFeatures, tokenizeText } from './extract.ts';
export { addByteRows } from './rows.ts';
