import pg from 'pg';
import type { Log } from '../given.ts';
import { problemOf } from '../problem-of.ts';

export interface NotificationListener {
  /** Resolves when the first connection listens, or could not be made. In that case it is tried again. */
  readonly started: Promise<void>;
  close(): Promise<void>;
}

export interface NotificationListenerOptions {
  readonly connectionString: string;
  readonly channel: string;
  readonly log: Log;
  readonly onPayload: (payload: string) => void;
  /** Called after every connection, the first included, because notifications may have been lost before it. */
  readonly onConnected: () => void;
}

const longestDelay = 5000;

/** Listens on one channel with one connection, and connects again whenever the connection is lost. */
export function createNotificationListener(options: NotificationListenerOptions): NotificationListener {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let delay = 100;

  function connectLater(problem: string): void {
    client = undefined;
    if (closed || timer !== undefined) return;
    options.log.warn({ channel: options.channel, problem }, 'the listening connection was lost; it is made again');
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, delay);
    timer.unref();
    delay = Math.min(delay * 2, longestDelay);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: options.connectionString, keepAlive: true });
    let lost = false;
    const lose = (problem: string): void => {
      if (lost) return;
      lost = true;
      next.end().catch(() => undefined);
      connectLater(problem);
    };
    next.on('error', (error) => lose(error.message));
    next.on('end', () => lose('connection ended'));
    next.on('notification', (message) => options.onPayload(message.payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${options.channel}`);
    } catch (error) {
      lose(problemOf(error));
      return;
    }
    if (closed) {
      lost = true;
      await next.end();
      return;
    }
    client = next;
    delay = 100;
    options.onConnected();
  }

  const started = connect();
  return {
    started,
    close: async () => {
      closed = true;
      if (timer !== undefined) clearTimeout(timer);
      await started;
      const open = client;
      client = undefined;
      await open?.end();
    },
  };
}
