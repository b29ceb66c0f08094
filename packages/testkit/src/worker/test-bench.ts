import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, createEngine, type Engine, type EngineConfig } from '@taxon/engine';
import { startWorker, type Worker, type WorkerConcurrency, type WorkerConfig } from '@taxon/worker';
import pg from 'pg';
import { createTestDatabase } from '../database/test-database.ts';
import { given } from '../given.ts';

/** A labelled text of a test. */
export interface TestText {
  readonly name: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly dataset?: 'train' | 'test';
  readonly language?: string;
}

/** A database, the engine as a server has it, and really started workers. */
export interface TestBench {
  readonly engine: Engine;
  readonly owner: Actor;
  readonly config: WorkerConfig;
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  startWorker(concurrency?: Partial<WorkerConcurrency>, part?: Partial<WorkerConfig>): Promise<Worker>;
  /** The statuses that an operation has had, oldest first. */
  movesOf(operationId: string): Promise<string[]>;
  /** What its workers have logged. */
  readonly logged: readonly { readonly level: string; readonly fields: object; readonly message: string }[];
  /** A project with these documents; answers its name. */
  addProject(kind: 'single' | 'multi', texts: readonly TestText[], settings?: object): Promise<string>;
  /** Trains and waits for the end; answers the operation's status. */
  train(projectName: string, modelName: string, seed?: number): Promise<string>;
  close(): Promise<void>;
}

const owner: Actor = { name: 'key:owner', role: 'owner', projects: undefined };

export async function openBench(overrides: Partial<EngineConfig> = {}): Promise<TestBench> {
  const database = await createTestDatabase();
  const { connectionString } = database;
  const limits = { projects: 500, documents: 100_000, predictionBacklog: 10_000 };
  const base = { connectionString, maxConnections: 10, dataDirectory: tmpdir(), threads: 2, modelCacheBytes: 1e8 };
  const config: WorkerConfig = {
    engine: { ...base, limits, ...overrides },
    concurrency: { prediction: 4, training: 1, background: 2 },
  };
  const engine = await createEngine(given(), config.engine);
  const client = new pg.Client({ connectionString });
  await client.connect();
  const workers: Worker[] = [];
  const workersGiven = given();
  const bench: TestBench = {
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
    async startWorker(concurrency = {}, part = {}) {
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
    async close() {
      await Promise.allSettled(workers.map((worker) => worker.stop()));
      await engine.close();
      await client.end();
      await database.drop();
    },
  };
  return bench;
}

/** As many rows as an import would write, in three statements. */
async function insertTexts(client: pg.Client, projectId: string, texts: readonly TestText[]): Promise<void> {
  const classes = [...new Set(texts.flatMap(({ labels }) => labels))];
  const classIds = new Map(classes.map((name) => [name, randomUUID()]));
  await client.query(
    'insert into class (id, project_id, name, position) select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[])',
    [[...classIds.values()], classes.map(() => projectId), classes, classes.map((_, index) => index)],
  );
  const ids = texts.map(() => randomUUID());
  await client.query(
    `insert into document (id, project_id, name, text, language, dataset, created_at, modified_at)
     select id, $1, name, text, language, dataset, now(), now()
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as t(id, name, text, language, dataset)`,
    [
      projectId,
      ids,
      texts.map(({ name }) => name),
      texts.map(({ text }) => text),
      texts.map(({ language }) => language ?? null),
      texts.map(({ dataset }) => dataset ?? null),
    ],
  );
  const labels = texts.flatMap(({ labels: of }, index) =>
    of.map((label) => [ids[index], classIds.get(label)] as const),
  );
  await client.query(
    `insert into label (document_id, class_id, actor, labeled_at)
     select d, c, 'key:owner', now() from unnest($1::uuid[], $2::uuid[]) as t(d, c)`,
    [labels.map(([document]) => document), labels.map(([, label]) => label)],
  );
}

/** Asks until it is so; fails the test after `milliseconds`. */
export async function until<T>(ask: () => Promise<T | undefined | false>, milliseconds = 10_000): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`It was not so after ${milliseconds} ms.`);
    await sleep(20);
  }
}
