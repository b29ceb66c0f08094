/** A worker's hold on a row. Every write compares it, so only the newest attempt can write. */
export interface Claim {
  readonly id: string;
  readonly processId: string;
  /** How often the row has been claimed, this time included. */
  readonly attempt: number;
}

/** A row that a worker has claimed, as it is since then. */
export interface Claimed<Row> {
  readonly claim: Claim;
  readonly row: Row;
}
