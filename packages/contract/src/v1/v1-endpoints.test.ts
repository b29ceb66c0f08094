import { describe, expect, it } from 'vitest';
import type { V1Endpoint } from './v1-endpoint.ts';
import { v1Endpoints } from './v1-endpoints.ts';

const rows: readonly (readonly [string, V1Endpoint])[] = Object.entries(v1Endpoints);

describe('v1Endpoints', () => {
  it('are filed under their ids, and each method and path is there once', () => {
    for (const [id, row] of rows) expect(row.id).toBe(id);
    const routes = rows.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it.each(rows)('%s describes each of its path parameters and no other', (_id, { path, params }) => {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(params?.properties ?? {})).toEqual(places);
  });

  it.each(rows)('%s answers exactly what it says: objects are closed', (_id, { responses, body, query }) => {
    for (const schema of [...Object.values(responses), body, query]) {
      if (schema !== null && schema !== undefined) expect(schema).toHaveProperty('additionalProperties', false);
    }
  });

  it.each(rows)('%s says where its work is asked for exactly when it answers 202', (_id, { responses, job }) => {
    expect(Object.keys(responses).includes('202')).toBe(job !== undefined);
    if (job !== undefined) expect(rows.map(([, { path }]) => path)).toContain(job);
  });
});
