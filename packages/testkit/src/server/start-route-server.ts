import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '@taxon/engine';
import { type AppConfig, buildApp } from '@taxon/server';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createTestDatabase } from '../database/test-database.ts';
import { deliver } from '../engine/deliver.ts';
import { given } from '../given.ts';

export const ownerKey = 'owner-key-for-tests-0123456789abcdef0123456789';

/** The whole app on a database of its own, without listening and without a worker: `work` does what a worker would. */
export interface RouteServer {
  readonly app: FastifyInstance;
  readonly engine: Engine;
  /** Folder containers lie in `<dataDirectory>/containers/<name>/`. */
  readonly dataDirectory: string;
  readonly logged: ReturnType<typeof given>['logged'];
  /** Calls with the owner's key unless the headers say otherwise; `payload` objects are sent as JSON. */
  call(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Another app with other settings on the same engine. */
  buildApp(overrides: Partial<AppConfig>): Promise<FastifyInstance>;
  /** Does the work of this name for an operation or a prediction job, as a worker would. */
  work(name: string, id: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startRouteServer(overrides: Partial<AppConfig> = {}): Promise<RouteServer> {
  const database = await createTestDatabase();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'taxon-routes-'));
  const handed = given();
  const engine = await createEngine(handed, {
    connectionString: database.connectionString,
    maxConnections: 5,
    dataDirectory,
    threads: 1,
    modelCacheBytes: 64_000_000,
    limits: { projects: 50, documents: 1_000, predictionBacklog: 100 },
  });
  await engine.access.ensureOwnerKey(ownerKey);
  const config: AppConfig = {
    publicUrl: 'https://taxon.example',
    strictJobStatus: false,
    documentedV32Form: false,
    nov2021ResultShim: true,
    failedKeysPerMinute: 5,
    ...overrides,
  };
  const apps: FastifyInstance[] = [];
  const build = async (more: Partial<AppConfig>) => {
    const app = await buildApp(engine, { ...config, ...more }, handed);
    apps.push(app);
    return app;
  };
  const app = await build({});
  const worker = { processId: handed.newId(), signal: new AbortController().signal };
  return {
    app,
    engine,
    dataDirectory,
    logged: handed.logged,
    call: (options) =>
      app.inject({ ...options, headers: { 'ocp-apim-subscription-key': ownerKey, ...options.headers } }),
    buildApp: build,
    work: (name, id) => deliver(engine, name, id, worker),
    stop: async () => {
      for (const each of apps) await each.close();
      await engine.close();
      await database.drop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
