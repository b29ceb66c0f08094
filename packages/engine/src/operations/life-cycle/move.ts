import type { RawBuilder } from 'kysely';
import type { Claim } from './claim.ts';
import type { Status } from './status.ts';

/** One change of a row's status, with what changes together with it. */
export interface Move<Changes extends object> {
  readonly id: string;
  readonly from: readonly Status[];
  readonly to: Status;
  /** Who asked for it. */
  readonly actor: string;
  readonly now: Date;
  /** Only if this claim still holds the row. */
  readonly claim?: Claim;
  /** A further condition on the row before the move, which has the name that is passed. */
  readonly only?: (row: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** The process that holds the row from now on; null: none. Undefined leaves it. */
  readonly processId?: string | null;
  /** Added to the attempt number. */
  readonly attempts?: 1 | -1;
  readonly changes?: Changes;
}
