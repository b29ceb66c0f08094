import { type Kysely, sql } from 'kysely';
import { createDatabase } from './database.ts';
import type { Tables } from './schema.ts';

interface Line {
  readonly owner: string;
  readonly line: string;
}

// Ours only: the queue's schema belongs to graphile-worker, the migration tables to Kysely.
const ours = sql`
  c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely_migration%'
`;

async function columns(db: Kysely<Tables>): Promise<readonly Line[]> {
  const { rows } = await sql<Line>`
    select c.relname as owner,
      a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attcollation in (0, t.typcollation) then '' else ' collate ' || a.attcollation::regcollation end
        || case when a.attnotnull then ' not null' else '' end
        || case when d.adbin is null then '' else ' default ' || pg_get_expr(d.adbin, d.adrelid) end
        || case a.attstorage when t.typstorage then '' when 'e' then ' storage external' else ' storage ' || a.attstorage::text end
        || case a.attcompression when '' then '' when 'l' then ' compression lz4' else ' compression pglz' end as line
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${ours}
    order by c.relname collate "C", a.attnum
  `.execute(db);
  return rows;
}

async function constraints(db: Kysely<Tables>): Promise<readonly Line[]> {
  // Since PostgreSQL 18 "not null" is a constraint of its own (contype n); the columns show it on every version.
  const { rows } = await sql<Line>`
    select c.relname as owner, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
    from pg_class c join pg_constraint k on k.conrelid = c.oid
    where ${ours} and k.contype <> 'n'
    order by c.relname collate "C", k.conname collate "C"
  `.execute(db);
  return rows;
}

async function indexes(db: Kysely<Tables>): Promise<readonly Line[]> {
  const { rows } = await sql<Line>`
    select c.relname as owner, pg_get_indexdef(i.indexrelid) as line
    from pg_class c join pg_index i on i.indrelid = c.oid join pg_class n on n.oid = i.indexrelid
    where ${ours} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
    order by c.relname collate "C", n.relname collate "C"
  `.execute(db);
  return rows;
}

/** Tables that PostgreSQL empties after a crash. */
async function unloggedTables(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ owner: string }>`
    select c.relname as owner from pg_class c where ${ours} and c.relpersistence = 'u'
  `.execute(db);
  return new Set(rows.map(({ owner }) => owner));
}

/**
 * The schema as it stands in a migrated database, as text that depends on nothing but the schema (not on the
 * PostgreSQL version, not on the order of creation). Compared with `schema.snapshot.sql`.
 */
export async function renderSchemaSnapshot(connectionString: string): Promise<string> {
  const db = createDatabase(connectionString, 1);
  try {
    const all = [await columns(db), await constraints(db), await indexes(db)];
    const unlogged = await unloggedTables(db);
    const tables = [...new Set(all.flat().map((line) => line.owner))].sort();
    const blocks = tables.map((table) => {
      const [inside = [], rules = [], keys = []] = all.map((lines) => lines.filter((line) => line.owner === table));
      const body = [...inside, ...rules].map((line) => `  ${line.line}`).join(',\n');
      const create = unlogged.has(table) ? 'create unlogged table' : 'create table';
      return [`${create} ${table} (`, body, ');', ...keys.map((key) => `${key.line};`)].join('\n');
    });
    return `-- Generated from the migrated catalogue; do not edit.\n\n${blocks.join('\n\n')}\n`;
  } finally {
    await db.destroy();
  }
}
