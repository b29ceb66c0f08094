import { type AccessService, createEngine } from '@taxon/engine';
import { startServer } from '@taxon/server';
import { listenProblem } from './listen-problem.ts';
import { engineConfig, serverConfig } from './process-configs.ts';
import type { ProcessContext } from './process-context.ts';

/** The HTTP server of this process. */
export interface HttpProcess<Key> {
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  /** What `settleKey` answered. */
  readonly ownerKey: Key;
  /** Stops the server, then closes its engine. */
  stop(): Promise<void>;
}

/**
 * Starts the HTTP server on a migrated database. `settleKey` settles the owner key before the server listens, so the
 * first request finds it.
 * @throws StartProblem when the address cannot be had or the TLS files cannot be read; then nothing is left open.
 */
export async function startHttp<Key>(
  { config, given }: ProcessContext,
  connectionString: string,
  settleKey: (access: AccessService) => Promise<Key>,
): Promise<HttpProcess<Key>> {
  const settings = await serverConfig(config);
  const engine = await createEngine(given, engineConfig(config, connectionString));
  try {
    const ownerKey = await settleKey(engine.access);
    const server = await startServer(engine, settings, given).catch((error: unknown) => {
      throw listenProblem(error, config.server.host, config.server.port);
    });
    return {
      url: server.url,
      ownerKey,
      stop: async () => {
        await server.stop();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
