import { sql } from 'kysely';
import type { Tx } from '../platform/index.ts';

/** Does something in the transaction and keeps nothing but its answer. The locks that it took are free again. */
export async function takenBack<T>(tx: Tx, act: () => Promise<T>): Promise<T> {
  await sql`savepoint before_trial`.execute(tx);
  const answer = await act();
  await sql`rollback to savepoint before_trial`.execute(tx);
  return answer;
}
