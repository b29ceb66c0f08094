import type { Readable } from 'node:stream';
import type { Querier, Tx } from '../platform/index.ts';

const pieceBytes = 1 << 20;

/** Stores a body while it streams in, in pieces of at most 1 MB. Throws when the body breaks off. */
export async function insert(tx: Tx, operationId: string, body: Readable): Promise<void> {
  let seq = 0;
  let held: Buffer[] = [];
  let size = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    await tx.insertInto('operation_payload').values({ operation_id: operationId, seq, bytes }).execute();
    seq += 1;
  };
  for await (const chunk of body) {
    held.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    size += held.at(-1)?.length ?? 0;
    if (size < pieceBytes) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from >= pieceBytes; from += pieceBytes) await write(all.subarray(from, from + pieceBytes));
    held = [all.subarray(from)];
    size = all.length - from;
  }
  if (size > 0) await write(Buffer.concat(held));
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
