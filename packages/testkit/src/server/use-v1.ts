import { type V1Asker, v1Asker } from './ask-v1.ts';
import type { RouteServer } from './start-route-server.ts';
import { useRouteServer } from './use-route-server.ts';

/** The app of a test file, asked at `/v1`. */
export interface V1Door extends V1Asker {
  readonly server: RouteServer;
}

/** Starts an app before the tests of a file, lets `prepare` fill it, and stops it after them. */
export function useV1(prepare?: (v1: V1Door) => Promise<void>): V1Door {
  const server = useRouteServer(() => prepare?.(door) ?? Promise.resolve());
  const door: V1Door = {
    get server() {
      return server();
    },
    ok: (id, ask) => v1Asker(server()).ok(id, ask),
    refused: (id, ask) => v1Asker(server()).refused(id, ask),
  };
  return door;
}
