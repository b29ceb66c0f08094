import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Actor, createEngine, type Engine, type EngineConfig, type Operation } from '@taxon/engine';
import { createTestDatabase } from '../database/test-database.ts';
import { given } from '../given.ts';
import { deliver } from './deliver.ts';

export const owner: Actor = { name: 'key:owner', role: 'owner', projects: undefined };

/** A whole engine on a database of its own, with a data folder; jobs are run by hand. */
export interface TestEngine {
  readonly engine: Engine;
  readonly connectionString: string;
  readonly given: ReturnType<typeof given>;
  /** Writes a file into a folder container. */
  writeFile(container: string, name: string, content: string | Uint8Array): Promise<void>;
  readonly dataDirectory: string;
  /** Does an operation's job as the worker would, and answers the operation as it then stands. */
  run(operation: Pick<Operation, 'id' | 'kind'>): Promise<Operation>;
  stop(): Promise<void>;
}

export async function startTestEngine(
  limits: { projects: number; documents: number; predictionBacklog: number } = {
    projects: 500,
    documents: 100_000,
    predictionBacklog: 1000,
  },
  more: Pick<EngineConfig, 'encoderDirectory'> = {},
): Promise<TestEngine> {
  const database = await createTestDatabase();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'taxon-engine-'));
  const handed = given();
  const { connectionString } = database;
  const engine = await createEngine(handed, {
    connectionString,
    maxConnections: 8,
    dataDirectory,
    threads: 2,
    modelCacheBytes: 50_000_000,
    limits,
    ...more,
  });
  await engine.processes.start({ role: 'test', host: 'test-host', pid: process.pid });
  const context = { processId: engine.processes.id, signal: new AbortController().signal };
  return {
    engine,
    connectionString,
    given: handed,
    dataDirectory,
    writeFile: async (container, name, content) => {
      const path = join(dataDirectory, 'containers', container, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    },
    run: async ({ id, kind }) => {
      await deliver(engine, kind, id, context);
      return engine.operations.get(owner, { id });
    },
    stop: async () => {
      await engine.processes.stop();
      await engine.close();
      await database.drop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
