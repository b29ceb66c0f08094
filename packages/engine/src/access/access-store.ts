import { sql } from 'kysely';
import type { Querier } from '../platform/index.ts';
import type { ApiKey, Role } from './access.ts';

export interface StoredKey extends ApiKey {
  readonly id: string;
  readonly secretHash: Buffer;
}

const columns = [
  'api_key.id',
  'api_key.name',
  'api_key.role',
  'api_key.projects',
  'api_key.created_at',
  'api_key.last_used_at',
  'api_key.secret_hash',
] as const;

interface Row {
  id: string;
  name: string;
  role: string;
  projects: string[] | null;
  created_at: Date;
  last_used_at: Date | null;
  secret_hash: Buffer;
}

function toKey(row: Row): StoredKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    projects: row.projects ?? undefined,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at ?? undefined,
    secretHash: row.secret_hash,
  };
}

export async function findByHash(db: Querier, hash: Buffer): Promise<StoredKey | undefined> {
  const row = await db
    .selectFrom('api_key')
    .select(columns)
    .where('api_key.secret_hash', '=', hash)
    .where('api_key.revoked_at', 'is', null)
    .executeTakeFirst();
  return row && toKey(row);
}

export async function findByName(db: Querier, name: string): Promise<StoredKey | undefined> {
  const row = await db
    .selectFrom('api_key')
    .select(columns)
    .where('api_key.name', '=', name)
    .where('api_key.revoked_at', 'is', null)
    .executeTakeFirst();
  return row && toKey(row);
}

export async function list(db: Querier): Promise<readonly StoredKey[]> {
  const rows = await db
    .selectFrom('api_key')
    .select(columns)
    .where('api_key.revoked_at', 'is', null)
    .orderBy('api_key.name')
    .execute();
  return rows.map(toKey);
}

export async function insert(
  db: Querier,
  key: { id: string; name: string; role: Role; projects: readonly string[] | undefined; secretHash: Buffer; now: Date },
): Promise<void> {
  await db
    .insertInto('api_key')
    .values({
      id: key.id,
      name: key.name,
      role: key.role,
      projects: key.projects === undefined ? null : [...key.projects],
      secret_hash: key.secretHash,
      created_at: key.now,
    })
    .execute();
}

/** Answers whether there was such a key. */
export async function revoke(db: Querier, name: string, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('api_key')
    .set({ revoked_at: now })
    .where('api_key.name', '=', name)
    .where('api_key.revoked_at', 'is', null)
    .returning('api_key.id')
    .executeTakeFirst();
  return row !== undefined;
}

/** How many active keys may do everything in all projects. */
export async function countOwners(db: Querier): Promise<number> {
  const { count } = await db
    .selectFrom('api_key')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('api_key.role', '=', 'owner')
    .where('api_key.projects', 'is', null)
    .where('api_key.revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function touch(db: Querier, id: string, now: Date): Promise<void> {
  await db.updateTable('api_key').set({ last_used_at: now }).where('api_key.id', '=', id).execute();
}

/** Gives the active key of this name the secret, the role owner and all projects. Creates it when there is none. */
export async function putOwner(
  db: Querier,
  key: { id: string; name: string; secretHash: Buffer; now: Date },
): Promise<void> {
  await sql`
    insert into api_key (id, name, secret_hash, role, projects, created_at)
    values (${key.id}, ${key.name}, ${key.secretHash}, 'owner', null, ${key.now})
    on conflict (name) where revoked_at is null
    do update set secret_hash = excluded.secret_hash, role = 'owner', projects = null
  `.execute(db);
}

/** Whether a revoked key had this secret. */
export async function wasRevoked(db: Querier, hash: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('api_key')
    .select('api_key.id')
    .where('api_key.secret_hash', '=', hash)
    .where('api_key.revoked_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes the revoked key with this secret, so that the secret can be given to a key again. */
export async function forgetRevoked(db: Querier, hash: Buffer): Promise<void> {
  await db
    .deleteFrom('api_key')
    .where('api_key.secret_hash', '=', hash)
    .where('api_key.revoked_at', 'is not', null)
    .execute();
}
