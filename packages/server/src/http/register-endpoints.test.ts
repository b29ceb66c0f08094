import { fastify } from 'fastify';
import { expect, it } from 'vitest';
import { azureErrorShape } from '../azure/azure-error-shape.ts';
import { azureNames } from '../azure/azure-names.ts';
import { requireApiVersion } from './api-version.ts';
import type { DoorContext } from './context.ts';
import { defineDoor } from './door.ts';
import { answerErrors } from './error-handler.ts';
import { registerEndpoints } from './register-endpoints.ts';

const known = ['2021-11-01-preview', '2022-05-01', '2022-05-15-preview'];
// An endpoint that is not served is refused before its door asks the engine anything.
const endpoint = (id: string, path: string, lifetime: object) =>
  ({
    id,
    path,
    method: 'GET',
    right: 'read',
    summary: '',
    responses: { 200: null },
    notServed: 'not-implemented',
    ...lifetime,
  }) as const;
const door = defineDoor({
  prefixes: ['/old', '/new'],
  bases: ['/old', '/new'],
  errorShape: azureErrorShape,
  names: azureNames,
  versions: { known, shapeOf: () => undefined, baseOf: (version) => (version < '2022-05-01' ? '/old' : '/new') },
  endpoints: {
    Always: endpoint('Always', '/always', {}),
    Later: endpoint('Later', '/later', { since: '2022-05-01' }),
    Preview: endpoint('Preview', '/preview', { since: '2022-05-01', previewOnly: true }),
  },
  handlers: {},
});

it.each([
  ['/old/always', '2021-11-01-preview', 501],
  ['/new/always', '2021-11-01-preview', 404],
  ['/new/always', '2022-05-01', 501],
  ['/old/always', '2022-05-01', 404],
  ['/old/later', '2021-11-01-preview', 404],
  ['/new/later', '2022-05-01', 501],
  ['/new/preview', '2022-05-01', 404],
  ['/new/preview', '2022-05-15-preview', 501],
])('%s under %s: %i', async (path, version, status) => {
  const app = fastify();
  app.decorateRequest('apiVersion', undefined);
  const context = { given: {} } as DoorContext;
  answerErrors(app, context.given, () => door);
  requireApiVersion(app, known);
  registerEndpoints(app, context, door);
  const response = await app.inject({ url: path, query: { 'api-version': version } });
  expect(response.statusCode).toBe(status);
  if (status === 404) {
    expect(response.json().error.message).toBe(
      `Resource not found: GET ${path} is not served here under api-version ${version}.`,
    );
  }
  await app.close();
});
