import type { Fixed, Json } from '../platform/index.ts';

declare module '../platform/db/schema.ts' {
  interface Tables {
    deployment: DeploymentTable;
  }
}

interface DeploymentTable {
  id: Fixed<string>;
  project_id: Fixed<string>;
  name: string;
  model_id: string;
  settings: Json<object>;
  deployed_at: Date;
}
