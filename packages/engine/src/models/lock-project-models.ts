import { sql } from 'kysely';
import type { Tx } from '../platform/index.ts';

/**
 * Until the transaction ends, nobody else changes which models and deployments a project has: counting them,
 * overwriting a name and erasing what nobody uses would otherwise race with each other.
 */
export async function lockProjectModels(tx: Tx, projectId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`taxon/models/${projectId}`}, 0))`.execute(tx);
}
