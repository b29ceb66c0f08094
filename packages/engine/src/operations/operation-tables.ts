import type { Defaulted, DefaultedJson, Fixed, Json, Nullable, NullableJson } from '../platform/index.ts';

declare module '../platform/db/schema.ts' {
  interface Tables {
    operation: OperationTable;
    operation_history: OperationHistoryTable;
  }
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
