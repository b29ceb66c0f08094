import { describe, expect, it } from 'vitest';
import type { V1Operation } from './v1-operation.ts';
import { v1Operations } from './v1-operations.ts';

const rows: readonly (readonly [string, V1Operation])[] = Object.entries(v1Operations);

describe('v1Operations', () => {
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

  it.each(rows)('%s is long-running exactly when it answers 202', (_id, { responses, longRunning }) => {
    expect(Object.keys(responses).includes('202')).toBe(longRunning);
  });
});
