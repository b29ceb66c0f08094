import { vi } from 'vitest';

/** Asks every 20 ms until the answer is neither false nor undefined, and answers it. Fails after `timeout` ms. */
export const until = <T>(ask: () => T | Promise<T>, timeout = 10_000) => vi.waitUntil(ask, { timeout, interval: 20 });
