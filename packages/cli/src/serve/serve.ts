import { problemOf } from '@taxon/engine';
import type { RunningPostgres } from '@taxon/postgres';
import { curlTarget } from './curl-tls.ts';
import { makeDataFolder } from './data-folder.ts';
import { ensureDemoProject } from './demo-project.ts';
import { greet } from './greeting.ts';
import { requireFreePort } from './listen-problem.ts';
import { settleOwnerKey } from './owner-key.ts';
import { prepareDatabase } from './prepare-database.ts';
import { connectionsOfServe } from './process-configs.ts';
import type { ProcessContext } from './process-context.ts';
import { settleMemory } from './settle-memory.ts';
import { databaseName, startEmbeddedPostgres } from './start-embedded-postgres.ts';
import { startHttp } from './start-http.ts';
import { aborted, type StopSignals } from './stop-signals.ts';
import { stopPatience, stopWithin } from './stop-within.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** What was started and has to be stopped, in the order of starting. */
interface Running {
  worker?: WorkerProcess;
  postgres?: RunningPostgres;
  server?: { readonly url: string; stop(): Promise<void> };
}

/**
 * `taxon serve`: PostgreSQL (unless DATABASE_URL is set), the HTTP server in this process, the worker in another.
 * Resolves when everything was stopped and nothing is left running.
 */
export async function serve(context: ProcessContext): Promise<void> {
  const { signals } = context;
  const running: Running = {};
  const stopped = stopAtOnce(running, signals);
  try {
    await start(context, running);
    settleMemory(signals.stop);
    await aborted(signals.stop);
  } catch (error) {
    // Ctrl-C during the start reaches initdb too. What fails then fails because of the Ctrl-C.
    if (!signals.stop.aborted) throw error;
  } finally {
    await Promise.race([stopInOrder(context, running), stopped]);
  }
}

async function start(context: ProcessContext, running: Running): Promise<void> {
  const { config, given, say, script, signals, terminal } = context;
  await requireFreePort(config.server.host, config.server.port);
  await makeDataFolder(config.cli.dataDirectory);
  // The worker loads its code while PostgreSQL starts.
  running.worker = startWorkerProcess(script, given.log);
  if (config.engine.connectionString === undefined) {
    running.postgres = await startEmbeddedPostgres({
      folder: config.cli.dataDirectory,
      log: given.log,
      notice: say,
      connections: connectionsOfServe(config),
      signal: signals.stop,
    });
  }
  const connectionString = config.engine.connectionString ?? running.postgres?.connectionString(databaseName) ?? '';
  await prepareDatabase(connectionString);
  const { dataDirectory } = config.cli;
  const server = await startHttp(context, connectionString, (access) =>
    settleOwnerKey(access, {
      dataDirectory,
      given: config.cli.ownerKey,
      randomBytes: given.randomBytes,
      warn: (sentence) => given.log.warn({}, sentence),
    }),
  );
  running.server = server;
  const { ownerKey } = server;
  running.worker.provide(connectionString);
  if (signals.stop.aborted) return;
  const demo =
    config.cli.demo && ownerKey.holds ? await demoProject(context, server.url, ownerKey.key, signals.stop) : undefined;
  // Taxon is called ready when its worker takes jobs too.
  await Promise.race([running.worker.ready, aborted(signals.stop)]);
  if (signals.stop.aborted) return;
  const target = await curlTarget(server.url, config.server.tlsCertificateFile);
  greet({ url: server.url, target, ownerKey, demo, dataDirectory, say, terminal });
}

/** When the demo project cannot be made, Taxon runs without it, and the next start tries again. */
async function demoProject(
  { config, given, say }: ProcessContext,
  url: string,
  key: string,
  stop: AbortSignal,
): Promise<string | undefined> {
  try {
    return await ensureDemoProject({ url, key, dataDirectory: config.cli.dataDirectory, say, stop });
  } catch (error) {
    if (!stop.aborted) given.log.warn({ problem: problemOf(error) }, 'the demo project could not be made');
    return undefined;
  }
}

/** Stops server and worker together, then PostgreSQL. */
async function stopInOrder({ given }: ProcessContext, running: Running): Promise<void> {
  const { server, worker, postgres } = running;
  const stoppable = [...(server === undefined ? [] : [server]), { stop: async () => worker?.stop(stopPatience) }];
  await stopWithin(stoppable, given.log);
  worker?.kill();
  await postgres?.stop();
}

/** After the second signal: running work is not finished, but no process is left running. */
async function stopAtOnce(running: Running, signals: StopSignals): Promise<void> {
  await aborted(signals.atOnce);
  running.worker?.kill();
  await running.postgres?.stop({ atOnce: true });
}
