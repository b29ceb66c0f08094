import { afterAll, beforeAll, expect } from 'vitest';
import { type RouteServer, startRouteServer } from './start-route-server.ts';

/** Starts an app before the tests of a file, lets `prepare` fill it, and stops it after them. Answers how to get it. */
export function useRouteServer(prepare?: () => Promise<void>): () => RouteServer {
  let started: RouteServer | undefined;
  beforeAll(async () => {
    started = await startRouteServer();
    await prepare?.();
  });
  afterAll(() => started?.stop());
  return () => started ?? expect.fail('the server is started before the first test');
}
