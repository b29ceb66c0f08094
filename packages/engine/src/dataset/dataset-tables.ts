import type { Defaulted, Fixed, Nullable } from '../platform/index.ts';

declare module '../platform/db/schema.ts' {
  interface Tables {
    document: DocumentTable;
    label: LabelTable;
    operation_payload: OperationPayloadTable;
    operation_file: OperationFileTable;
  }
}

interface DocumentTable {
  id: Fixed<string>;
  project_id: Fixed<string>;
  name: string;
  text: string;
  language: Nullable<string>;
  dataset: Nullable<string>;
  replaced_characters: Defaulted<boolean>;
  /** The document has no label and somebody said so: none of the classes. */
  reviewed: Defaulted<boolean>;
  /** A labels file lists its location twice in one dataset. */
  listed_twice: Defaulted<boolean>;
  created_at: Date;
  modified_at: Date;
}

interface LabelTable {
  document_id: Fixed<string>;
  class_id: Fixed<string>;
  actor: string;
  labeled_at: Date;
}

interface OperationPayloadTable {
  operation_id: string;
  seq: number;
  bytes: Buffer;
}

interface OperationFileTable {
  operation_id: string;
  attempt: number;
  seq: number;
  bytes: Buffer;
}
