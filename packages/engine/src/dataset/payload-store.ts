import type { Querier, Tx } from '../platform/index.ts';

/** Stores the body of an operation, in the pieces in which it comes: each at most 1 MB. */
export async function insert(tx: Tx, operationId: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  let seq = 0;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    await tx.insertInto('operation_payload').values({ operation_id: operationId, seq, bytes }).execute();
    seq += 1;
  }
}

/** Reads an operation's body: each call answers the next piece, and undefined after the last. */
export function pieces(db: Querier, operationId: string): () => Promise<Uint8Array | undefined> {
  let seq = 0;
  return async () => {
    const row = await db
      .selectFrom('operation_payload')
      .select('operation_payload.bytes')
      .where('operation_payload.operation_id', '=', operationId)
      .where('operation_payload.seq', '=', seq)
      .executeTakeFirst();
    seq += 1;
    return row?.bytes;
  };
}
