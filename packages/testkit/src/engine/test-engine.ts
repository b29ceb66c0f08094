import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Actor, createEngine, type Engine, type EngineConfig, type Operation } from '@taxon/engine';
import { createTestDatabase } from '../database/test-database.ts';
import { given } from '../given.ts';
import { deliver } from './deliver.ts';

export const owner: Actor = { name: 'key:owner', role: 'owner', projects: undefined };

/** A whole engine with a data folder of its own. No worker runs: a test does the jobs by hand. */
export interface TestEngine {
  readonly engine: Engine;
  readonly config: EngineConfig;
  readonly connectionString: string;
  readonly given: ReturnType<typeof given>;
  /** Folder containers lie in `<dataDirectory>/containers/<name>/`. */
  readonly dataDirectory: string;
  /** Writes a file into a folder container. */
  writeFile(container: string, name: string, content: string | Uint8Array): Promise<void>;
  /** Does the work of this name for an operation or a prediction job, as a worker would. */
  work(name: string, id: string): Promise<void>;
  /** Does an operation's job as a worker would, and answers the operation as it then stands. */
  run(operation: Pick<Operation, 'id' | 'kind'>): Promise<Operation>;
  stop(): Promise<void>;
}

/**
 * Starts an engine. It stands on a new copy of the migrated database, which `stop` drops. With `connectionString` it
 * stands on that database and leaves it in place, so that several engines can share one.
 */
export async function startTestEngine(overrides: Partial<EngineConfig> = {}, handed = given()): Promise<TestEngine> {
  const database = overrides.connectionString === undefined ? await createTestDatabase() : undefined;
  const dataDirectory = await mkdtemp(join(tmpdir(), 'taxon-engine-'));
  const config: EngineConfig = {
    connectionString: database?.connectionString ?? '',
    maxConnections: 8,
    dataDirectory,
    threads: 2,
    modelCacheBytes: 64_000_000,
    uploadMegabytes: 4_000,
    limits: { projects: 500, documents: 100_000, predictionBacklog: 1000 },
    ...overrides,
  };
  const engine = await createEngine(handed, config);
  const context = { processId: engine.processes.id, signal: new AbortController().signal };
  const work = (name: string, id: string) => deliver(engine, name, id, context);
  return {
    engine,
    config,
    connectionString: config.connectionString,
    given: handed,
    dataDirectory,
    writeFile: async (container, name, content) => {
      const path = join(dataDirectory, 'containers', container, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    },
    work,
    run: async ({ id, kind }) => {
      await work(kind, id);
      return engine.operations.get(owner, { id });
    },
    stop: async () => {
      await engine.close();
      await database?.drop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
