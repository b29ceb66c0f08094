export type { Dataset, DatasetService, Document, DocumentInput, LabelsFileImport, RowFormat } from './dataset.ts';
export { datasets } from './dataset.ts';
