import { randomUUID } from 'node:crypto';
import type { Actor, Engine, EngineConfig } from '@taxon/engine';
import { startWorker, type Worker, type WorkerConcurrency, type WorkerConfig } from '@taxon/worker';
import pg from 'pg';
import type { TestText } from '../data/build-texts.ts';
import { insertTexts } from '../database/insert-texts.ts';
import { owner, startTestEngine } from '../engine/test-engine.ts';
import { given } from '../given.ts';

/** A test engine as a server has it, and really started workers on its database. */
export interface TestWorkers {
  readonly engine: Engine;
  readonly owner: Actor;
  /** What each worker is started with, unless `start` says otherwise. */
  readonly config: WorkerConfig;
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  start(concurrency?: Partial<WorkerConcurrency>, part?: Partial<WorkerConfig>): Promise<Worker>;
  /** The statuses that an operation has had, oldest first. */
  movesOf(operationId: string): Promise<string[]>;
  /** What the workers have logged. */
  readonly logged: ReturnType<typeof given>['logged'];
  /** Makes a project with these documents, and answers its name. */
  addProject(kind: 'single' | 'multi', texts: readonly TestText[], settings?: object): Promise<string>;
  /** Trains, waits at most 30 s for the end, and answers the operation's status. */
  train(projectName: string, modelName: string, seed?: number): Promise<string>;
  /** Stops all workers and the engine. */
  stop(): Promise<void>;
}

/** Prepares the engine and its database. No worker runs before `start`. */
export async function openTestWorkers(overrides: Partial<EngineConfig> = {}): Promise<TestWorkers> {
  const test = await startTestEngine({ maxConnections: 10, ...overrides });
  const { engine } = test;
  const config: WorkerConfig = { engine: test.config, concurrency: { prediction: 4, training: 1, background: 2 } };
  const client = new pg.Client({ connectionString: test.connectionString });
  await client.connect();
  const workers: Worker[] = [];
  const workersGiven = given();
  return {
    engine,
    owner,
    config,
    sql: async (text, values = []) => (await client.query(text, [...values])).rows,
    movesOf: async (operationId) => {
      const { rows } = await client.query<{ to: string }>(
        'select to_status as to from operation_history where operation_id = $1 order by moved_at',
        [operationId],
      );
      return rows.map(({ to }) => to);
    },
    logged: workersGiven.logged,
    async start(concurrency = {}, part = {}) {
      const worker = await startWorker(workersGiven, {
        ...config,
        ...part,
        concurrency: { ...config.concurrency, ...concurrency },
      });
      workers.push(worker);
      return worker;
    },
    async addProject(kind, texts, settings = {}) {
      const name = `p-${randomUUID().slice(0, 8)}`;
      await engine.projects.createOrChange(owner, name, { kind, language: 'en', settings });
      await insertTexts(client, (await engine.projects.get(owner, name)).id, texts);
      return name;
    },
    async train(projectName, modelName, seed) {
      const command = { modelName, configVersion: 'latest', ...(seed === undefined ? {} : { seed }) };
      const { operation } = await engine.training.requestTraining(owner, projectName, command);
      return (await engine.operations.waitUntilFinal(owner, operation.id, 30_000))?.status ?? 'gone';
    },
    async stop() {
      await Promise.allSettled(workers.map((worker) => worker.stop()));
      await client.end();
      await test.stop();
    },
  };
}
