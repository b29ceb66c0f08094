export type { LabelsFileDocument, LabelsFileHead } from './azure-labels/labels-file.ts';
export {
  checkFileVersion,
  projectFileVersions,
  readAssetsKind,
  readClass,
  readDocument,
  readMetadata,
} from './azure-labels/labels-file.ts';
export { readLabelsFile } from './azure-labels/labels-file-reader.ts';
export { Reading } from './columns/reading.ts';
export type { Dataset } from './dataset-of-document.ts';
export { decodeUtf8 } from './decode-utf8.ts';
export { documentTextElements } from './document-limit.ts';
export { findCharset } from './encoding/decode-text.ts';
export { FileProblem } from './file-problem.ts';
export { findJsonFault } from './json-check.ts';
export { noneInSingleLabel } from './none-of-the-classes.ts';
export { csvRecord } from './rows/csv-record.ts';
export { cutRows, type RowChunk, readChunk } from './rows/cut-rows.ts';
export { type FilePreview, type PreviewRequest, previewUpload } from './rows/preview-rows.ts';
export type { ReadRow, Row } from './rows/row.ts';
export { checkRow } from './rows/row-check.ts';
export { type RowFormat, rowFormats, type TextFormat } from './rows/row-format.ts';
export { rowIssue } from './rows/row-place.ts';
export { type FileFacts, readUpload } from './rows/upload-rows.ts';
export { createExportWriter } from './writers/create-export-writer.ts';
export { type ExportedDocument, type ExportFormat, exportFormats } from './writers/exported.ts';
