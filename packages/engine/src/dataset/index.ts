export type { DatasetService, Document, DocumentInput } from './dataset.ts';
export { createDatasetService } from './dataset-service.ts';
export { importLabelsFileWork } from './import-labels-file-work.ts';
export { importRowsWork } from './import-rows-work.ts';
