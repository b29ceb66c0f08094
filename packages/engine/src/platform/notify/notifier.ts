import type { Database } from '../db/database.ts';
import type { Log } from '../given.ts';
import { createAnnouncer } from './announcer.ts';
import { createNotificationListener } from './notification-listener.ts';
import { createWaiters, type FinalIds } from './waiters.ts';

const channel = 'operation_done';

/**
 * Lets requests wait for the end of operations and jobs without a polling loop for each. Workers send the ids that have
 * ended (`notifyDone`, after their commit). Every process listens on one connection. A notification may be lost, so every
 * 500 ms while a request waits, and after every reconnect, one query asks for all ids that are waited for.
 */
export interface Notifier {
  /** Sends ids to all processes, those of one turn of the event loop together. A failure is logged; the sweep finds the ends. */
  notifyDone(ids: readonly string[]): void;
  /**
   * Reads the row. When it has not ended, waits for its end and reads it again. The waiter is registered before the first
   * read, so an end in between is not missed. Answers the last read, at the latest after `milliseconds`.
   */
  waitFor<T>(id: string, milliseconds: number, read: () => Promise<T>, ended: (value: T) => boolean): Promise<T>;
  /** Adds a table to ask in the sweep. */
  sweepWith(finalIds: FinalIds): void;
  /** Sends the ids that are still waiting, wakes all waiters, ends the connection. */
  close(): Promise<void>;
}

export interface NotifierOptions {
  readonly db: Database;
  /** A connection that is not shared through a transaction-mode pooler. */
  readonly listenConnectionString: string;
  readonly log: Log;
}

export function createNotifier({ db, listenConnectionString, log }: NotifierOptions): Notifier {
  const waiters = createWaiters(log);
  const announcer = createAnnouncer(db, channel, log);
  const listener = createNotificationListener({
    connectionString: listenConnectionString,
    channel,
    log,
    onPayload: (payload) => payload.split(',').forEach(waiters.wake),
    onConnected: () => void waiters.sweep(),
  });

  return {
    notifyDone: announcer.announce,
    sweepWith: waiters.sweepWith,
    waitFor: async (id, milliseconds, read, ended) => {
      const { promise: woken, resolve } = Promise.withResolvers<void>();
      const unregister = waiters.register(id, resolve);
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
      await announcer.flushed();
      waiters.close();
      await listener.close();
    },
  };
}
