import type { Fixed, Nullable } from '../platform/index.ts';

declare module '../platform/db/schema.ts' {
  interface Tables {
    api_key: ApiKeyTable;
  }
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
