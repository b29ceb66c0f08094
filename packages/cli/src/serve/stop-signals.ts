/** What the operator asked for with signals. */
export interface StopSignals {
  /** Aborted by the first signal. Finish or hand back what runs, then end. */
  readonly stop: AbortSignal;
  /** Aborted by a signal that comes more than a second after the first. End now. */
  readonly atOnce: AbortSignal;
  /** Asks for a stop without a signal, for example when the parent is gone. */
  request(): void;
}

/** Milliseconds in which signals count as one: a Ctrl-C reaches a process from the terminal, and again through npm. */
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
