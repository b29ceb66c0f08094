import { describe, expect, it } from 'vitest';
import { isAvailableIn } from '../common/api-version.ts';
import type { Endpoint } from '../common/endpoint.ts';
import { authoringEndpoints } from './authoring-endpoints.ts';

const endpoints: readonly (readonly [string, Endpoint])[] = Object.entries(authoringEndpoints);

describe('authoringEndpoints', () => {
  it('are filed under their ids, and each method and path is there once', () => {
    for (const [id, endpoint] of endpoints) expect(endpoint.id).toBe(id);
    const routes = endpoints.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('say where the job of long-running work is asked for, exactly when they answer 202', () => {
    const asked = endpoints.filter(([, { method }]) => method === 'GET').map(([, { path }]) => path);
    for (const [, { job, responses }] of endpoints) {
      expect(Object.keys(responses).includes('202')).toBe(job !== undefined);
      if (job !== undefined) expect(asked).toContain(job);
    }
  });
});

describe('isAvailableIn', () => {
  const endpoint = (id: keyof typeof authoringEndpoints) => authoringEndpoints[id];

  it('knows general endpoints from their first version on, also in versions to come', () => {
    expect(isAvailableIn(endpoint('Train'), '2022-05-01')).toBe(true);
    expect(isAvailableIn(endpoint('LoadSnapshot'), '2022-07-01-preview')).toBe(false);
    expect(isAvailableIn(endpoint('LoadSnapshot'), '2023-04-01')).toBe(true);
    expect(isAvailableIn(endpoint('Train'), '2031-01-01')).toBe(true);
  });

  it('knows what only previews have', () => {
    expect(isAvailableIn(endpoint('CopyProject'), '2023-04-01')).toBe(false);
    expect(isAvailableIn(endpoint('CopyProject'), '2023-04-15-preview')).toBe(true);
    expect(isAvailableIn(endpoint('CopyProject'), '2031-01-01')).toBe(false);
  });
});
