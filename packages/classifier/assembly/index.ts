export { applyDuals, configureDual, scoreMatrixRow, visitDocuments } from './dual.ts';
export { configureExtractor, extractFeatures, tokenizeText } from './extract.ts';
export { addByteRows } from './rows.ts';
