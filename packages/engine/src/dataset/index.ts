export type { DatasetService, Document, DocumentInput } from './dataset.ts';

export { createDatasetService } from './dataset-service.ts';

export type { ImportDeps } from './import-deps.ts';
export { importLabelsFileJob, importRowsJob } from './import-jobs.ts';
export { runImportLabelsFile } from './import-labels-file.ts';
export { runImportRows } from './import-rows.ts';
