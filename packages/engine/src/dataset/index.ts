export type { DatasetService, ImportPreview } from './dataset.ts';
export { createDatasetService } from './dataset-service.ts';
export type { Document, DocumentInput } from './document.ts';
export { isLabelled, listedTwice } from './document-store.ts';
export { exportProjectWork } from './export-project-work.ts';
export {
  createExportService,
  type ExportCommand,
  type ExportedFile,
  type ExportService,
} from './export-service.ts';
export { importLabelsFileWork } from './import-labels-file-work.ts';
export { importRowsWork } from './import-rows-work.ts';
export { createUploadSpool } from './upload-spool.ts';
