import type { Fixed, Json, Nullable } from '../platform/index.ts';

declare module '../platform/db/schema.ts' {
  interface Tables {
    project: ProjectTable;
    class: ClassTable;
  }
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
