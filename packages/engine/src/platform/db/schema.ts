import type { ColumnType, JSONColumnType } from 'kysely';

/** A column that is written at the insert and never changed. */
export type Fixed<T> = ColumnType<T, T, never>;
/** A column that PostgreSQL fills when the insert names no value. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>;
export type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** jsonb: read as a value, written as its JSON text. */
export type Json<T extends object> = JSONColumnType<T>;
export type NullableJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
export type DefaultedJson<T extends object> = ColumnType<T, string | undefined, string>;

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

/**
 * Every table of the migrations, by its name. A slice declares its own tables: its file `x-tables.ts` adds them to this
 * interface.
 */
export interface Tables {
  process: ProcessTable;
  process_metrics: ProcessMetricsTable;
}
