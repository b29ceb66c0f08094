import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Log } from '../given.ts';
import { problemOf } from '../problem-of.ts';
import { createListener } from './listener.ts';

const channel = 'operation_done';
const sweepMilliseconds = 500;
// A payload must stay below 8,000 bytes; an id has 36 characters and a comma.
const idsPerNotification = 200;

/** Which of these ids have ended. */
type FinalIds = (ids: readonly string[]) => Promise<readonly string[]>;

/**
 * Lets requests wait for the end of operations and jobs without a polling loop each. Workers say which ids ended
 * (`notifyDone`, after their commit); every process hears it on one connection. A notification is a hint: every 500 ms
 * while somebody waits, and after every reconnect, one query asks for all waiters at once.
 */
export interface Notifier {
  /** Tells all processes. Calls of the same turn travel together; failure is not the caller's concern (the sweep finds it). */
  notifyDone(ids: readonly string[]): void;
  /**
   * Reads the row, and when it has not ended waits for its end and reads it again. The waiter is registered before the
   * first read, so an end in between is not missed. Answers what was read last, at the latest after `milliseconds`.
   */
  waitFor<T>(id: string, milliseconds: number, read: () => Promise<T>, ended: (value: T) => boolean): Promise<T>;
  /** Adds a table to ask in the sweep. */
  sweepWith(finalIds: FinalIds): void;
  /** Sends what is still to be told, wakes all waiters, ends the connection. */
  close(): Promise<void>;
}

export interface NotifierOptions {
  readonly db: Database;
  /** A connection that is not shared through a transaction-mode pooler. */
  readonly listenConnectionString: string;
  readonly log: Log;
}

export function createNotifier({ db, listenConnectionString, log }: NotifierOptions): Notifier {
  const waiters = new Map<string, Set<() => void>>();
  const sources: FinalIds[] = [];
  let toTell = new Set<string>();
  let telling: Promise<void> = Promise.resolve();
  let sweepTimer: NodeJS.Timeout | undefined;
  let sweeping = false;

  const wake = (id: string): void => waiters.get(id)?.forEach((resolve) => void resolve());
  const listener = createListener({
    connectionString: listenConnectionString,
    channel,
    log,
    onPayload: (payload) => payload.split(',').forEach(wake),
    onConnected: () => void sweep(),
  });

  async function sweep(): Promise<void> {
    if (sweeping || waiters.size === 0) return;
    sweeping = true;
    try {
      const ids = [...waiters.keys()];
      for (const finalIds of sources) for (const id of await finalIds(ids)) wake(id);
    } catch (error) {
      log.warn({ problem: problemOf(error) }, 'waiters could not be swept');
    } finally {
      sweeping = false;
    }
  }

  function register(id: string, resolve: () => void): () => void {
    const others = waiters.get(id) ?? new Set();
    waiters.set(id, others.add(resolve));
    sweepTimer ??= setInterval(() => void sweep(), sweepMilliseconds).unref();
    return () => {
      others.delete(resolve);
      if (others.size === 0 && waiters.get(id) === others) waiters.delete(id);
      if (waiters.size === 0) {
        clearInterval(sweepTimer);
        sweepTimer = undefined;
      }
    };
  }

  async function tell(): Promise<void> {
    const ids = [...toTell];
    toTell = new Set();
    for (let from = 0; from < ids.length; from += idsPerNotification) {
      const payload = ids.slice(from, from + idsPerNotification).join(',');
      // Its own statement after the commit: NOTIFY inside a commit takes a global lock (4,950 -> 1,900 commits a second).
      await sql`select pg_notify(${channel}, ${payload})`.execute(db);
    }
  }

  function notifyDone(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const scheduled = toTell.size > 0;
    for (const id of ids) toTell.add(id);
    if (scheduled) return;
    telling = telling.then(tell).catch((error: unknown) => {
      log.warn({ problem: problemOf(error) }, 'an end could not be announced');
    });
  }

  return {
    notifyDone,
    sweepWith: (finalIds) => void sources.push(finalIds),
    waitFor: async (id, milliseconds, read, ended) => {
      let resolve = (): void => undefined;
      const woken = new Promise<void>((done) => {
        resolve = done;
      });
      const unregister = register(id, resolve);
      const timer = setTimeout(resolve, Math.max(0, milliseconds));
      try {
        const first = await read();
        if (ended(first) || milliseconds <= 0) return first;
        await woken;
        return await read();
      } finally {
        clearTimeout(timer);
        unregister();
      }
    },
    close: async () => {
      clearInterval(sweepTimer);
      await telling;
      for (const id of waiters.keys()) wake(id);
      await listener.close();
    },
  };
}
