import type { ColumnType, JSONColumnType } from 'kysely';

/** Written once, at insert. */
type Fixed<T> = ColumnType<T, T, never>;
/** A value PostgreSQL fills in when it is not given. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** jsonb: read as a value, written as its JSON text. */
type Json<T extends object> = JSONColumnType<T>;
type NullableJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
type DefaultedJson<T extends object> = ColumnType<T, string | undefined, string>;

interface ProcessTable {
  id: Fixed<string>;
  pool_ids: string[];
  role: string;
  host: string;
  pid: number;
  data_directory: Nullable<string>;
  started_at: Date;
  renewed_at: Date;
}

interface ProcessMetricsTable {
  process_id: Fixed<string>;
  families: Json<object>;
}

interface ApiKeyTable {
  id: Fixed<string>;
  name: string;
  secret_hash: Buffer;
  role: string;
  projects: Nullable<string[]>;
  created_at: Date;
  last_used_at: Nullable<Date>;
  revoked_at: Nullable<Date>;
}

interface ProjectTable {
  id: Fixed<string>;
  name: string;
  kind: string;
  language: string;
  multilingual: boolean;
  description: string;
  container: string;
  settings: Json<object>;
  created_at: Date;
  modified_at: Date;
  trained_at: Nullable<Date>;
  deployed_at: Nullable<Date>;
  deleted_at: Nullable<Date>;
}

interface ClassTable {
  id: Fixed<string>;
  project_id: Fixed<string>;
  name: string;
  position: number;
}

interface DocumentTable {
  id: Fixed<string>;
  project_id: Fixed<string>;
  name: string;
  text: string;
  language: Nullable<string>;
  dataset: Nullable<string>;
  replaced_characters: Defaulted<boolean>;
  created_at: Date;
  modified_at: Date;
}

interface LabelTable {
  document_id: Fixed<string>;
  class_id: Fixed<string>;
  actor: string;
  labeled_at: Date;
}

interface OperationTable {
  id: Fixed<string>;
  kind: Fixed<string>;
  project_id: Nullable<string>;
  project_name: Fixed<string>;
  subject: Nullable<string>;
  actor: Fixed<string>;
  status: string;
  request: Json<object>;
  progress: NullableJson<object>;
  result: NullableJson<object>;
  errors: DefaultedJson<object[]>;
  warnings: DefaultedJson<object[]>;
  attempt: Defaulted<number>;
  process_id: Nullable<string>;
  created_at: Date;
  updated_at: Date;
  started_at: Nullable<Date>;
  finished_at: Nullable<Date>;
  expires_at: Date;
}

interface OperationHistoryTable {
  operation_id: string;
  moved_at: Date;
  actor: string;
  from_status: Nullable<string>;
  to_status: string;
}

interface OperationPayloadTable {
  operation_id: string;
  seq: number;
  bytes: Buffer;
}

interface ModelTable {
  id: Fixed<string>;
  project_id: Fixed<string>;
  name: string;
  name_current: boolean;
  kind: string;
  config_version: string;
  seed: number;
  byte_length: number;
  snapshot_digest: string;
  evaluation_options: Json<object>;
  evaluation: Json<object>;
  report: Json<object>;
  trained_at: Date;
  training_seconds: number;
}

interface ModelBytesTable {
  model_id: string;
  bytes: Buffer;
}

interface EvaluationDocumentTable {
  model_id: string;
  position: number;
  name: string;
  language: string;
  expected: string[];
  predicted: string[];
  scores: number[];
}

interface DeploymentTable {
  id: Fixed<string>;
  project_id: Fixed<string>;
  name: string;
  model_id: string;
  settings: Json<object>;
  deployed_at: Date;
}

interface PredictionJobTable {
  id: Fixed<string>;
  actor: Fixed<string>;
  status: string;
  display_name: Nullable<string>;
  tasks: Json<object[]>;
  documents: NullableJson<object[]>;
  document_ids: Json<string[]>;
  completed: Defaulted<number>;
  failed: Defaulted<number>;
  attempt: Defaulted<number>;
  process_id: Nullable<string>;
  created_at: Date;
  updated_at: Date;
  finished_at: Nullable<Date>;
  cancel_after: Nullable<Date>;
  expires_at: Date;
}

interface PredictionTaskResultTable {
  job_id: string;
  task_index: number;
  finished_at: Date;
  result: Json<object>;
}

/** Every table of the migrations, by its name. */
/** Vectors of a user's encoder, by the SHA-256 of the text; 16-bit floats, least significant byte first. */
interface EmbeddingTable {
  encoder_id: Fixed<string>;
  text_hash: Fixed<Buffer>;
  vector: Fixed<Buffer>;
  used_at: Date;
}

export interface Tables {
  process: ProcessTable;
  process_metrics: ProcessMetricsTable;
  api_key: ApiKeyTable;
  project: ProjectTable;
  class: ClassTable;
  document: DocumentTable;
  label: LabelTable;
  operation: OperationTable;
  operation_history: OperationHistoryTable;
  operation_payload: OperationPayloadTable;
  model: ModelTable;
  model_bytes: ModelBytesTable;
  model_snapshot: ModelBytesTable;
  evaluation_document: EvaluationDocumentTable;
  deployment: DeploymentTable;
  prediction_job: PredictionJobTable;
  prediction_task_result: PredictionTaskResultTable;
  embedding: EmbeddingTable;
}
