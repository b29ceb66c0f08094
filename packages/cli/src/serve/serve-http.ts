import { startServer } from '@taxon/server';
import { serverConfig } from './doors.ts';
import { listenProblem, requireFreePort } from './listen-problem.ts';
import { prepareDatabase, requireDatabaseUrl } from './prepare-database.ts';
import type { ProcessContext } from './process-context.ts';
import { aborted } from './stop-signals.ts';
import { stopWithin } from './stop-within.ts';

/** `taxon server`: one HTTP server on a database that others share. Resolves when it was stopped. */
export async function serveHttp({ config, given, say, signals }: ProcessContext): Promise<void> {
  const connectionString = requireDatabaseUrl('server', config.DATABASE_URL);
  await requireFreePort(config.TAXON_HOST, config.TAXON_PORT);
  await prepareDatabase(connectionString);
  const server = await startServer(given, await serverConfig(config, connectionString)).catch((error: unknown) => {
    throw listenProblem(error, config.TAXON_HOST, config.TAXON_PORT);
  });
  say(`Taxon's HTTP server is at ${server.url}`);
  if (config.TAXON_OWNER_KEY === undefined) {
    say(
      'TAXON_OWNER_KEY is not set: only keys that this database already has open it. Set it once to make the first one.',
    );
  }
  await aborted(signals.stop);
  await Promise.race([stopWithin([server], given.log), aborted(signals.atOnce)]);
}
