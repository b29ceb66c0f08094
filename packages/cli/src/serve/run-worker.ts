import { startWorker } from '@taxon/worker';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { prepareDatabase, requireDatabaseUrl } from './prepare-database.ts';
import { workerConfig } from './process-configs.ts';
import type { ProcessContext } from './process-context.ts';
import { settleMemory } from './settle-memory.ts';
import { aborted, type StopSignals } from './stop-signals.ts';
import { stopWithin } from './stop-within.ts';

const namedSchema = Type.Object({ connectionString: Type.String() });

/**
 * `taxon worker`: takes jobs of a database that others share. As the worker of `taxon serve` it waits until its parent
 * names the database, and ends when the parent is gone. Resolves when it was stopped.
 */
export async function runWorker({ config, given, say, signals }: ProcessContext, ofServe: boolean): Promise<void> {
  const connectionString = ofServe
    ? await namedByParent(signals)
    : requireDatabaseUrl('worker', config.engine.connectionString);
  if (connectionString === undefined) return;
  if (!ofServe) await prepareDatabase(connectionString);
  const worker = await startWorker(given, workerConfig(config, connectionString));
  if (ofServe) process.send?.({ ready: true });
  else say("Taxon's worker takes jobs");
  settleMemory(signals.stop);
  await aborted(signals.stop);
  await Promise.race([stopWithin([worker], given.log), aborted(signals.atOnce)]);
}

/** The database that the parent names; undefined when the parent is gone or asks for a stop before it names one. */
async function namedByParent(signals: StopSignals): Promise<string | undefined> {
  const named = new Promise<string>((resolve) => {
    process.on('message', (message) => {
      if (Value.Check(namedSchema, message)) resolve(message.connectionString);
    });
  });
  if (!process.connected) return undefined;
  return Promise.race([named, aborted(signals.stop).then(() => undefined)]);
}
