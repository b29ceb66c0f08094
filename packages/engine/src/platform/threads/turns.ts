/**
 * Runs at most `count` acts at a time, in the order in which they came. Throws the signal's reason when it is aborted
 * while the act waits.
 */
export function createTurns(count: number): <T>(act: () => Promise<T>, signal?: AbortSignal) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  const wait = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      };
      waiting.push(enter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  return async (act, signal) => {
    signal?.throwIfAborted();
    if (free > 0) free -= 1;
    else await wait(signal);
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
