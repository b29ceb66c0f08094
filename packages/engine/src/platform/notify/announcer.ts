import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Log } from '../given.ts';
import { problemOf } from '../problem-of.ts';

// A payload must stay below 8,000 bytes; an id has 36 characters and a comma.
const idsPerNotification = 200;

/** Tells all processes on one channel which ids ended. */
export interface Announcer {
  /** Ids of the same turn travel together; failure is not the caller's concern. */
  announce(ids: readonly string[]): void;
  /** Resolves when nothing is left to be told. */
  told(): Promise<void>;
}

export function createAnnouncer(db: Database, channel: string, log: Log): Announcer {
  let toTell = new Set<string>();
  let telling: Promise<void> = Promise.resolve();

  async function tell(): Promise<void> {
    const ids = [...toTell];
    toTell = new Set();
    for (let from = 0; from < ids.length; from += idsPerNotification) {
      const payload = ids.slice(from, from + idsPerNotification).join(',');
      // Its own statement after the commit: NOTIFY inside a commit takes a global lock (4,950 -> 1,900 commits a second).
      await sql`select pg_notify(${channel}, ${payload})`.execute(db);
    }
  }

  return {
    announce: (ids) => {
      if (ids.length === 0) return;
      const scheduled = toTell.size > 0;
      for (const id of ids) toTell.add(id);
      if (scheduled) return;
      telling = telling.then(tell).catch((error: unknown) => {
        log.warn({ problem: problemOf(error) }, 'an end could not be announced');
      });
    },
    told: () => telling,
  };
}
