import type { Readable } from 'node:stream';
import type { Actor } from '../access/index.ts';
import type { Dataset, FilePreview, Reading, RowFormat } from '../files/index.ts';
import type { Document, DocumentInput } from './document.ts';
import type { ImportLabelsFileOperation } from './import-labels-file-work.ts';
import type { ImportHow, ImportRowsOperation } from './import-rows-work.ts';

/** What a file looks like. `isCut`: only the beginning of the file was looked at. */
export type ImportPreview = FilePreview & { readonly isCut: boolean };

export interface DatasetService {
  getDocument(actor: Actor, projectName: string, documentName: string): Promise<Document>;
  listDocuments(
    actor: Actor,
    projectName: string,
    page: { skip: number; top: number; className?: string; dataset?: Dataset; labelled?: boolean },
  ): Promise<{ documents: readonly Document[]; total: number }>;
  /** Creates or replaces one document. */
  putDocument(actor: Actor, projectName: string, document: DocumentInput & { name: string }): Promise<Document>;
  deleteDocument(actor: Actor, projectName: string, documentName: string): Promise<void>;
  /**
   * Replaces the labels of one document; unknown classes are an error here. An empty list says that it has none of the
   * classes of a multi-label project, undefined takes every statement back.
   */
  setLabels(
    actor: Actor,
    projectName: string,
    documentName: string,
    labels: readonly string[] | undefined,
    dataset?: Dataset,
  ): Promise<Document>;
  /**
   * Accepts an Azure project file (labels file) for a project. The result is `{ documents, imported, failed, classes,
   * reviewedWithNoClass, omittedIssues }`.
   * - The body is stored while it arrives. The operation and its job are written in one transaction.
   * - The worker parses the file, checks its metadata and reads the texts from the project's container.
   * - For a project without a container it takes the texts that were uploaded under the file's document names.
   * - The file replaces the project's data. Models stay. An import that fails changes nothing and makes no project.
   * - A location that is listed twice is named and marked: a training that asks for unique locations fails by it.
   * - Bad metadata and bad documents are named in the operation's errors. A bad document does not stop the others.
   */
  requestImportLabelsFile(actor: Actor, projectName: string, body: Readable): Promise<ImportLabelsFileOperation>;
  /**
   * Accepts rows and adds them to an existing project. The result is `{ rows, imported, failed, omittedIssues }`.
   * - A file is CSV with a header, or JSON lines. Columns or members: `text`, `label` or `labels`, optional `id`,
   *   `language`, `dataset`.
   * - CSV is separated by comma, or by semicolon or TAB where the header has those. A row has as many fields as the header.
   * - Several labels of a row are separated by ";" or written as a JSON array. Blanks around class names are removed.
   * - An unknown column fails the file. An unknown member fails its row. A file without any label gets a warning.
   * - A bad row is named in the operation's errors and does not stop the others. At most 1,000 rows are named.
   * - It is named by its number and its line. Empty lines have no number. The header of a CSV file has number 1.
   * - A row without an id gets the name `row-<number>`. The numbers continue after the project's last one.
   * - A row with the id of an existing document replaces that document.
   */
  /**
   * What a file of rows looks like, from its first megabyte when it is a text: format, columns with what they are taken
   * for, the first rows, classes, and what an import would refuse. Nothing is stored. `projectName`: whose kind counts;
   * undefined: any number of labels.
   */
  previewImport(
    actor: Actor,
    projectName: string | undefined,
    format: RowFormat,
    body: Readable,
    reading?: Reading,
  ): Promise<ImportPreview>;
  requestImportRows(
    actor: Actor,
    projectName: string,
    format: RowFormat,
    body: Readable,
    how?: ImportHow,
  ): Promise<ImportRowsOperation>;
}
