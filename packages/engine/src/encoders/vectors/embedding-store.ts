import { sql } from 'kysely';
import type { Querier } from '../../platform/index.ts';
import type { HashedVector, VectorCache } from './vector-dialogue.ts';

/** Vectors unused for 30 days are erased. A retraining within 30 days computes none again. */
export const embeddingDays = 30;
const expireBatch = 5000;
const bytesOf = (hash: string) => Buffer.from(hash, 'base64url');

/** The table's vectors of one encoder. A hit is dated at most once a day, so that reading seldom writes. */
export function vectorsOf(db: Querier, encoderId: string, clock: () => Date): VectorCache {
  return {
    async find(hashes) {
      const now = clock();
      const wanted = hashes.map(bytesOf);
      await sql`
        update embedding set used_at = ${now}
        where embedding.encoder_id = ${encoderId} and embedding.text_hash = any(${wanted}::bytea[])
          and embedding.used_at < ${now}::timestamptz - interval '1 day'
      `.execute(db);
      const { rows } = await sql<{ text_hash: Buffer; vector: Buffer }>`
        select embedding.text_hash, embedding.vector from embedding
        where embedding.encoder_id = ${encoderId} and embedding.text_hash = any(${wanted}::bytea[])
      `.execute(db);
      return rows.map(
        ({ text_hash, vector }): HashedVector => [text_hash.toString('base64url'), Uint8Array.from(vector)],
      );
    },
    async keep(vectors) {
      const hashes = vectors.map(([hash]) => bytesOf(hash));
      const halves = vectors.map(([, half]) => Buffer.from(half));
      await sql`
        insert into embedding (encoder_id, text_hash, vector, used_at)
        select ${encoderId}, incoming.text_hash, incoming.vector, ${clock()}
        from unnest(${hashes}::bytea[], ${halves}::bytea[]) as incoming (text_hash, vector)
        order by incoming.text_hash
        on conflict (encoder_id, text_hash) do nothing
      `.execute(db);
    },
  };
}

/** Erases the vectors that nobody used for 30 days, batch by batch. Answers how many. Safe to run twice and at once. */
export async function expireEmbeddings(db: Querier, now: Date, signal: AbortSignal): Promise<number> {
  let total = 0;
  while (!signal.aborted) {
    const { numAffectedRows = 0n } = await sql`
      delete from embedding where embedding.ctid = any(array(
        select embedding.ctid from embedding
        where embedding.used_at < ${now}::timestamptz - make_interval(days => ${embeddingDays})
        order by embedding.used_at limit ${expireBatch} for update skip locked
      ))
    `.execute(db);
    total += Number(numAffectedRows);
    if (numAffectedRows < expireBatch) break;
  }
  return total;
}
