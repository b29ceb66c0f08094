import type { RawBuilder } from 'kysely';
import type { Database, Given, Issue, Notifier, ProcessRegistry } from '../../platform/index.ts';
import type { Move } from './move.ts';
import type { Status } from './status.ts';

/** What every row that workers claim has. */
export interface ClaimedRow {
  readonly id: string;
  readonly status: Status;
  readonly attempt: number;
}

/**
 * A table whose rows workers claim. It has the columns `id`, `status`, `attempt`, `process_id`, `updated_at` and
 * `finished_at`, which the moves write. This record says what is particular to the table.
 */
export interface ClaimedTable<Row extends ClaimedRow, Changes extends object> {
  readonly name: 'operation' | 'prediction_job';
  /** What a line of the log calls a row, with its article. */
  readonly noun: string;
  /** The id of a row as a field of a line of the log. */
  logFields(id: string): object;
  /** Whether `alongside` reads the status before the move. It costs a second look at the row. */
  readonly readsOldStatus: boolean;
  /** Whether a row that is `cancelling` ends as cancelled, whatever its work has come to by then. */
  readonly cancelWins: boolean;
  /** What a move writes beside the common columns. The row is named `target` there. */
  assignments(move: Move<Changes>): readonly RawBuilder<unknown>[];
  /**
   * Statements that run in one with a move, by name. `moved` is the changed row, or nothing. It has the column
   * `old_status` where `readsOldStatus` is set.
   */
  alongside(move: Move<Changes>): Readonly<Record<string, RawBuilder<unknown>>>;
  /** The row from its columns. */
  toRow(columns: unknown): Row;
  /** What is written when this row fails for one reason. */
  failure(row: Row, issue: Issue, now: Date): Changes;
}

/** What the acts on such a table stand on. */
export interface ClaimedRowsDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'log'>;
  readonly notifier: Notifier;
  readonly processes: Pick<ProcessRegistry, 'onGone'>;
}
