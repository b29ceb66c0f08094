export { configureDual, scoreMatrixRow, visitDocuments } from './dual.ts';
export { addByteRows } from './rows.ts';
