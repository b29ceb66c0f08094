import { describe, expect, it } from 'vitest';
import type { V1Endpoint } from './v1-endpoint.ts';
import { v1Endpoints } from './v1-endpoints.ts';

const endpoints: readonly (readonly [string, V1Endpoint])[] = Object.entries(v1Endpoints);

describe('v1Endpoints', () => {
  it('are filed under their ids, and each method and path is there once', () => {
    for (const [id, endpoint] of endpoints) expect(endpoint.id).toBe(id);
    const routes = endpoints.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it.each(endpoints)('%s describes each of its path parameters and no other', (_id, { path, params }) => {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(params?.properties ?? {})).toEqual(places);
  });

  it.each(endpoints)('%s answers exactly what it says: objects are closed', (_id, { responses, body, query }) => {
    for (const schema of [...Object.values(responses), body, query]) {
      if (schema !== null && schema !== undefined) expect(schema).toHaveProperty('additionalProperties', false);
    }
  });

  it.each(endpoints)('%s says where its work is asked for exactly when it answers 202', (_id, { responses, job }) => {
    expect(Object.keys(responses).includes('202')).toBe(job !== undefined);
    if (job !== undefined) expect(endpoints.map(([, { path }]) => path)).toContain(job);
  });
});
