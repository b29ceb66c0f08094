import type { Fixed, Json } from '../platform/index.ts';

declare module '../platform/db/schema.ts' {
  interface Tables {
    model: ModelTable;
    model_bytes: ModelBytesTable;
    model_snapshot: ModelBytesTable;
    evaluation_document: EvaluationDocumentTable;
  }
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
