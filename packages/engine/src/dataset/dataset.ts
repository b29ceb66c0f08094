import type { Readable } from 'node:stream';
import type { Actor } from '../access/index.ts';
import type { Dataset, RowFormat } from '../files/index.ts';
import type { ImportLabelsFileOperation, ImportRowsOperation } from './import-operations.ts';

export interface Document {
  readonly name: string;
  readonly text: string;
  /** The document's own language, else undefined (the project's counts). */
  readonly language: string | undefined;
  /** Undefined counts as train for labelled documents. */
  readonly dataset: Dataset | undefined;
  readonly labels: readonly { readonly className: string; readonly actor: string; readonly labeledAt: Date }[];
  readonly modifiedAt: Date;
}

export interface DocumentInput {
  readonly name?: string;
  readonly text: string;
  readonly language?: string;
  readonly dataset?: Dataset;
  /** Class names; undefined leaves the document unlabelled. Unknown classes are created. */
  readonly labels?: readonly string[];
}

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
  /** Replaces the labels of one document; unknown classes are an error here. */
  setLabels(
    actor: Actor,
    projectName: string,
    documentName: string,
    labels: readonly string[],
    dataset?: Dataset,
  ): Promise<Document>;
  /**
   * Accepts an Azure project file (labels file) for a project: the body is stored as it streams in, the row and the job
   * are written in one transaction, the worker parses it and reads the texts from the container (for a project without
   * one: the texts that were uploaded under these names). Replaces the project's data, models stay. Bad documents are
   * named in the operation's errors and do not stop the others; result: `{ documents, imported, failed, classes,
   * omittedIssues }`. Metadata that can be judged at once is judged by the worker and named in the operation's errors.
   */
  requestImportLabelsFile(actor: Actor, projectName: string, body: Readable): Promise<ImportLabelsFileOperation>;
  /**
   * Accepts rows (CSV with a header, or JSON lines: `text`, `label` or `labels`, optional `id`, `language`, `dataset`)
   * and adds them to an existing project. Bad rows are reported in the operation's errors by number (records, empty lines
   * left out; in CSV the header is 1) and line, and do not stop the others; result: `{ rows, imported, failed,
   * omittedIssues }` (at most 1,000 are named). CSV: comma, or semicolon or TAB where the header has those; a row has as
   * many fields as the header; several labels with ";" between them or as a JSON array. Blanks around class names are left
   * out. An unknown column fails the file, an unknown member its row; a file without any labels is warned of.
   * A row without an id is named `row-<number>`, counted on from the project's last one; one with an id that is there
   * already replaces that document.
   */
  requestImportRows(actor: Actor, projectName: string, format: RowFormat, body: Readable): Promise<ImportRowsOperation>;
}
