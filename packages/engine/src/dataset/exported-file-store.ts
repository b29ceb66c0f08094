import type { Querier, Tx } from '../platform/index.ts';
import { inPieces } from './in-pieces.ts';

/** The file that one attempt of an operation makes. Attempts do not see each other's pieces. */
interface FileOf {
  readonly operationId: string;
  readonly attempt: number;
}

/** Stores the file in pieces of 1 MB while it is made; answers its length in bytes. */
export async function insert(
  db: Querier,
  { operationId, attempt }: FileOf,
  content: AsyncIterable<string>,
): Promise<number> {
  // An attempt that was given back uncounted has the number of this one.
  await erase(db, { operationId, attempt });
  let length = 0;
  let seq = 0;
  for await (const bytes of inPieces(content)) {
    await db.insertInto('operation_file').values({ operation_id: operationId, attempt, seq, bytes }).execute();
    length += bytes.length;
    seq += 1;
  }
  return length;
}

/** Erases what an attempt has written. */
export async function erase(db: Querier, { operationId, attempt }: FileOf): Promise<void> {
  await db
    .deleteFrom('operation_file')
    .where('operation_file.operation_id', '=', operationId)
    .where('operation_file.attempt', '=', attempt)
    .execute();
}

/** Erases what attempts before this one have left. */
export async function eraseOthers(tx: Tx, { operationId, attempt }: FileOf): Promise<void> {
  await tx
    .deleteFrom('operation_file')
    .where('operation_file.operation_id', '=', operationId)
    .where('operation_file.attempt', '<>', attempt)
    .execute();
}

/** The pieces in order, one in memory at a time. Ends early when the file is erased meanwhile. */
export async function* pieces(db: Querier, { operationId, attempt }: FileOf): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq += 1) {
    const row = await db
      .selectFrom('operation_file')
      .select('operation_file.bytes')
      .where('operation_file.operation_id', '=', operationId)
      .where('operation_file.attempt', '=', attempt)
      .where('operation_file.seq', '=', seq)
      .executeTakeFirst();
    if (row === undefined) return;
    yield row.bytes;
  }
}
