/** What the operator asked for with signals. */
export interface StopSignals {
  /** Aborted by the first signal: finish or hand back what runs, then end. */
  readonly stop: AbortSignal;
  /** Aborted by a signal more than a second after the first: end now. */
  readonly atOnce: AbortSignal;
  /** For a request that comes another way than by a signal, such as a parent that is gone. */
  request(): void;
}

/** A Ctrl-C reaches a process several times: from the terminal to its group, and once more through npm. */
const sameRequest = 1_000;

/** Listens for SIGINT, SIGTERM and SIGHUP from now on. */
export function listenForStopSignals(): StopSignals {
  const stop = new AbortController();
  const atOnce = new AbortController();
  let first: number | undefined;
  const request = () => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      stop.abort();
    } else if (now - first > sameRequest) {
      atOnce.abort();
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, request);
  return { stop: stop.signal, atOnce: atOnce.signal, request };
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
