import { requireFreePort } from './listen-problem.ts';
import { prepareDatabase, requireDatabaseUrl } from './prepare-database.ts';
import type { ProcessContext } from './process-context.ts';
import { startHttp } from './start-http.ts';
import { aborted } from './stop-signals.ts';
import { stopWithin } from './stop-within.ts';

/** `taxon server`: one HTTP server on a database that others share. Resolves when it was stopped. */
export async function serveHttp(context: ProcessContext): Promise<void> {
  const { config, given, say, signals } = context;
  const connectionString = requireDatabaseUrl('server', config.engine.connectionString);
  await requireFreePort(config.server.host, config.server.port);
  await prepareDatabase(connectionString);
  const ownerKey = config.cli.ownerKey;
  const server = await startHttp(context, connectionString, async (access) => {
    if (ownerKey !== undefined) await access.ensureOwnerKey(ownerKey);
  });
  say(`Taxon's HTTP server is at ${server.url}`);
  if (ownerKey === undefined) {
    say(
      'TAXON_OWNER_KEY is not set: only keys that this database already has open it. Set it once to make the first one.',
    );
  }
  await aborted(signals.stop);
  await Promise.race([stopWithin([server], given.log), aborted(signals.atOnce)]);
}
