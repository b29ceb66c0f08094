import { describe, expect, it } from 'vitest';
import { isAvailableIn } from './authoring-operation.ts';
import { authoringOperations } from './authoring-operations.ts';

describe('authoringOperations', () => {
  it('has each id once and each method and path once', () => {
    const ids = authoringOperations.map(({ id }) => id);
    const routes = authoringOperations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('says where the job of every long-running operation is asked for', () => {
    const paths = authoringOperations.filter(({ method }) => method === 'GET').map(({ path }): string => path);
    for (const operation of authoringOperations) {
      expect('job' in operation).toBe(operation.longRunning);
      if ('job' in operation) expect(paths).toContain(operation.job);
    }
  });
});

describe('isAvailableIn', () => {
  const row = (id: string) => authoringOperations.find((operation) => operation.id === id) ?? authoringOperations[0];

  it('knows general operations from their first version on, also in versions to come', () => {
    expect(isAvailableIn(row('Train'), '2022-05-01')).toBe(true);
    expect(isAvailableIn(row('LoadSnapshot'), '2022-07-01-preview')).toBe(false);
    expect(isAvailableIn(row('LoadSnapshot'), '2023-04-01')).toBe(true);
    expect(isAvailableIn(row('Train'), '2031-01-01')).toBe(true);
  });

  it('knows what only previews have', () => {
    expect(isAvailableIn(row('CopyProject'), '2023-04-01')).toBe(false);
    expect(isAvailableIn(row('CopyProject'), '2023-04-15-preview')).toBe(true);
    expect(isAvailableIn(row('CopyProject'), '2031-01-01')).toBe(false);
  });
});
