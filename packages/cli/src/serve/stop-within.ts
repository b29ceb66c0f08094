import { setTimeout as sleep } from 'node:timers/promises';
import { problemOf } from '@taxon/engine';

interface Stoppable {
  stop(): Promise<void>;
}

/** Milliseconds that running work gets to finish or to be handed back. */
export const stopPatience = 10_000;

/** Stops all at the same time. What fails to stop, or takes longer than 10 s, is named in the log and left behind. */
export async function stopWithin(
  all: readonly Stoppable[],
  log: { warn(fields: object, message: string): void },
): Promise<void> {
  const over = new AbortController();
  const late = sleep(stopPatience, undefined, { signal: over.signal, ref: false }).then(
    () => log.warn({ patience: stopPatience }, 'something did not stop in time'),
    () => undefined,
  );
  const stopped = Promise.allSettled(all.map((one) => one.stop())).then((results) => {
    for (const result of results) {
      if (result.status === 'rejected') log.warn({ problem: problemOf(result.reason) }, 'something did not stop well');
    }
  });
  await Promise.race([stopped, late]);
  over.abort();
}
