import { hostname } from 'node:os';
import { join } from 'node:path';
import { createAccessService } from './access/index.ts';
import type { EngineConfig } from './config.ts';
import { createContainerService } from './containers/index.ts';
import { createDatasetService, createExportService, createUploadSpool } from './dataset/index.ts';
import { createDeploymentService } from './deployments/index.ts';
import { createEncoderSource } from './encoders/index.ts';
import type { Engine, Readiness } from './engine.ts';
import { createModelCache, type ModelCache } from './inference/index.ts';
import { createModelService } from './models/index.ts';
import { bindWorks, createClaimedRows, createOperationService, createOperations } from './operations/index.ts';
import {
  countLiving,
  createDatabase,
  createNotifier,
  createProcessRegistry,
  createThreadPool,
  type Database,
  type Given,
  gaugeOf,
  type MetricFamily,
  problemOf,
  readQueueStatistics,
  requireWritable,
  type ThreadPool,
  watchEventLoop,
} from './platform/index.ts';
import { createPredictionService, predictionTable } from './prediction/index.ts';
import { createProjectService } from './projects/index.ts';
import { createTrainingService } from './training/index.ts';
import { operationKinds, type WorksDeps, works } from './works.ts';

/** Half of the connections: the other half goes on answering while complete bodies are written. */
const acceptancesOf = ({ maxConnections }: EngineConfig): number => Math.max(1, Math.floor(maxConnections / 2));

/**
 * Puts the slices together on one database, which must be migrated. Begins nothing but the listening connection: the
 * threads start when they are needed, and `processes` when a server or a worker starts it.
 */
export async function createEngine(given: Given, config: EngineConfig): Promise<Engine> {
  const { connectionString, dataDirectory, limits, modelCacheBytes } = config;
  const encoders = await createEncoderSource(config.encoderDirectory);
  const db = createDatabase(connectionString, config.maxConnections, given.log);
  const listenConnectionString = config.listenConnectionString ?? connectionString;
  const notifier = createNotifier({ db, listenConnectionString, log: given.log });
  const threads = createThreadPool({ max: config.threads });
  const cache = createModelCache(modelCacheBytes);
  const processes = createProcessRegistry({ db, id: given.newId(), notifier, log: given.log });
  const claiming = { db, given, notifier, processes };
  const operations = createOperations(claiming);
  const delay = watchEventLoop();
  processes.measureWith(() => [delay.family(), ...measure(cache, threads)]);
  const access = createAccessService({ db, given });
  const projects = createProjectService({ db, given, operations, notifier, limits, encoders });
  const containers = createContainerService({ dataDirectory, threads });
  const predictionJobs = createClaimedRows(claiming, predictionTable);
  const datasetLimits = { documents: limits.documents, acceptances: acceptancesOf(config) };
  const uploads = createUploadSpool({
    folder: join(dataDirectory, 'uploads'),
    newId: given.newId,
    megabytes: config.uploadMegabytes,
  });
  const workDeps: WorksDeps = {
    db,
    given,
    operations,
    predictionJobs,
    threads,
    models: cache,
    encoders,
    containers,
    limits,
    host: hostname(),
  };
  return {
    operations: createOperationService(operations, operationKinds),
    access,
    projects,
    exports: createExportService({ db, operations }),
    dataset: createDatasetService({ db, given, operations, threads, uploads, limits: datasetLimits }),
    models: createModelService({ db, threads }),
    training: createTrainingService({ db, operations }),
    deployments: createDeploymentService({ db, given, operations, threads }),
    prediction: createPredictionService({
      db,
      given,
      notifier,
      predictionJobs,
      threads,
      models: cache,
      encoders,
      limits,
    }),
    works: bindWorks(works, workDeps),
    processes,
    ready: () => ready(db),
    statistics: async () => ({ queue: await readQueueStatistics(db), living: await countLiving(db) }),
    close: async () => {
      delay.stop();
      await notifier.close();
      await threads.close();
      await db.destroy();
    },
  };
}

/** What this process holds and does, beside what the server or the worker in it measures. */
function measure(models: ModelCache, threads: ThreadPool): readonly MetricFamily[] {
  return [
    gaugeOf('taxon_models_in_memory', 'Models in the memory of the process.', models.count),
    gaugeOf('taxon_model_bytes_in_memory', 'Bytes of these models.', models.bytes),
    gaugeOf('taxon_busy_threads', 'CPU threads of the process that are computing.', threads.busy),
  ];
}

async function ready(db: Database): Promise<Readiness> {
  try {
    await requireWritable(db);
    return { ok: true, workers: (await countLiving(db)).get('worker') ?? 0 };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}
