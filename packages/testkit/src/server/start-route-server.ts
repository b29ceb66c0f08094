import { type AppConfig, buildApp } from '@taxon/server';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { startTestEngine, type TestEngine } from '../engine/test-engine.ts';

export const ownerKey = 'owner-key-for-tests-0123456789abcdef0123456789';

/** The whole app on a test engine. It does not listen, and no worker runs: `work` does what a worker would. */
export interface RouteServer extends Pick<TestEngine, 'engine' | 'writeFile' | 'work'> {
  readonly app: FastifyInstance;
  readonly logged: TestEngine['given']['logged'];
  /** Calls with the owner's key unless the headers say otherwise; `payload` objects are sent as JSON. */
  call(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Another app with other settings on the same engine. */
  buildApp(overrides: Partial<AppConfig>): Promise<FastifyInstance>;
  stop(): Promise<void>;
}

export async function startRouteServer(overrides: Partial<AppConfig> = {}): Promise<RouteServer> {
  const test = await startTestEngine({ maxConnections: 5, threads: 1 });
  const { engine, given } = test;
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
    const app = await buildApp(engine, { ...config, ...more }, given);
    apps.push(app);
    return app;
  };
  const app = await build({});
  return {
    app,
    engine,
    writeFile: test.writeFile,
    work: test.work,
    logged: given.logged,
    call: (options) =>
      app.inject({ ...options, headers: { 'ocp-apim-subscription-key': ownerKey, ...options.headers } }),
    buildApp: build,
    stop: async () => {
      for (const each of apps) await each.close();
      await test.stop();
    },
  };
}
