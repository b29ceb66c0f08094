import { type FilePreview, type PreviewRequest, previewUpload } from '../files/index.ts';
import { defineThreadTask } from '../platform/on-threads.ts';

interface PreviewInput extends PreviewRequest {
  readonly bytes: Uint8Array;
}

/** Previews a file that is in memory. */
export const previewImportTask = defineThreadTask(import.meta.url, previewImport);

async function previewImport({ bytes, ...request }: PreviewInput): Promise<FilePreview> {
  return previewUpload(pieceOf(bytes), request);
}

async function* pieceOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
