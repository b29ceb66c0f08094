import type { TSchema } from 'typebox';
import { afterAll, beforeAll, expect } from 'vitest';
import { expectSchema } from './check-schema.ts';
import { type RouteServer, startRouteServer } from './start-route-server.ts';
import { trainSampleProjects } from './train-sample-projects.ts';

export const origin = 'https://taxon.example';
export const nov2021 = '/text/analytics/v3.2-preview.2/analyze';
export const language = (version = '2023-04-01') => `/language/analyze-text/jobs?api-version=${version}`;
export const texts = [
  { id: '0', text: 'the invoice is wrong', language: 'en' },
  { id: '1', text: 'I cannot sign in', language: 'en-us' },
];
export const names = (projectName: string) => ({ projectName, deploymentName: 'production' });
export const items = (...tasks: object[]) => ({ analysisInput: { documents: texts }, tasks });
export const single = { kind: 'CustomSingleLabelClassification', parameters: names('support') };
export const multi = { kind: 'CustomMultiLabelClassification', parameters: names('films') };
const kebab = (project: string) => ({ 'project-name': project, 'deployment-name': 'production' });
export const arrays = {
  analysisInput: { documents: texts },
  tasks: {
    customSingleClassificationTasks: [{ parameters: kebab('support') }],
    customMultiClassificationTasks: [{ parameters: kebab('films'), taskName: 'm' }],
  },
};

type Answer = Awaited<ReturnType<RouteServer['call']>>;

/** The runtime doors on two trained projects. */
export interface RuntimeDoors {
  readonly server: RouteServer;
  post(url: string, payload: object | string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Submits a job and answers its path. */
  submit(url: string, payload: object): Promise<string>;
  /** Runs a submitted job as a worker would. */
  work(path: string): Promise<void>;
  /** Submits a job, runs it as a worker would, and answers its path. */
  run(url: string, payload: object): Promise<string>;
  /** Reads a job and checks its body against the schema. */
  get<Job>(path: string, schema: TSchema): Promise<Job>;
}

/** Starts the doors before the tests of a file and stops them after. Only tests and hooks may use them. */
export function useRuntimeDoors(): RuntimeDoors {
  let started: RouteServer | undefined;
  beforeAll(async () => {
    started = await startRouteServer();
    await trainSampleProjects(started);
  });
  afterAll(() => started?.stop());
  const server = (): RouteServer => started ?? expect.fail('the server is started before the first test');
  const post: RuntimeDoors['post'] = (url, payload, headers = {}) =>
    server().call({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
  const submit: RuntimeDoors['submit'] = async (url, payload) => {
    const response = await post(url, payload);
    expect([response.statusCode, response.body]).toEqual([202, '']);
    return String(response.headers['operation-location']).slice(origin.length);
  };
  const work: RuntimeDoors['work'] = (path) => server().work('predict', jobIdIn(path));
  return {
    get server() {
      return server();
    },
    post,
    submit,
    work,
    run: async (url, payload) => {
      const path = await submit(url, payload);
      await work(path);
      return path;
    },
    get: async <Job>(path: string, schema: TSchema) => {
      const response = await server().call({ method: 'GET', url: path });
      expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
      const body = response.json();
      expectSchema(schema, body);
      return body as Job;
    },
  };
}

/** The id in a job's address. */
export const jobIdIn = (path: string) => /[\da-f-]{36}/.exec(path)?.[0] ?? '';

export const join = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`;
