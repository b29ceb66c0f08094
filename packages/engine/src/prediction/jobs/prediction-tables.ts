import type { Defaulted, Fixed, Json, Nullable, NullableJson } from '../../platform/index.ts';

declare module '../../platform/db/schema.ts' {
  interface Tables {
    prediction_job: PredictionJobTable;
    prediction_task_result: PredictionTaskResultTable;
  }
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
