import { describe, expect, it } from 'vitest';
import { addressProblems, loadProblems, type Module } from './thread-arrows.ts';

describe('addresses in a source file', () => {
  const path = 'packages/engine/src/prediction/stream/classify-stream.ts';
  const of = (text: string, at = path) => addressProblems({ path: at, text });

  it('may lead to a file of the same room', () => {
    expect(of(`new URL('./chunk.ts', import.meta.url)`)).toEqual([]);
    expect(of(`new URL('../../../migrations/', import.meta.url)`)).toEqual([]);
    expect(of(`new URL('/v1', 'http://localhost')`)).toEqual([]);
  });

  it('must not lead to another room', () => {
    expect(of(`new URL(\n  '../../../../server/src/v1/rows.ts',\n  import.meta.url)`)).toEqual([
      `${path} points out of its room: packages/server/src/v1/rows.ts`,
    ]);
    expect(of(`new URL('../../../../server/src/x.ts', import.meta.url)`, 'packages/cli/src/serve/doors.ts')).toEqual(
      [],
    );
  });

  it('must not be imported by a variable', () => {
    expect(of(`await import('./rows.ts')`)).toEqual([]);
    expect(of('await import(file)')).toEqual([`${path} imports a file that only a variable names`]);
    expect(of('await import(file)', 'packages/engine/src/platform/threads/run-task.ts')).toEqual([]);
  });

  it('of a thread task are its own', () => {
    const task = 'packages/server/src/v1/rows-task.ts';
    expect(of('defineThreadTask(import.meta.url, rows)', task)).toEqual([]);
    expect(of('defineThreadTask<In, Out>(\n  import.meta.url, rows)', task)).toEqual([]);
    expect(of('defineThreadTask(elsewhere, rows)', task)).toEqual([
      `${task} defines a thread task under another address: elsewhere`,
    ]);
    expect(of('defineThreadTask(import.meta.url, rows)')).toEqual([
      `${path} defines a thread task, so its name must end in -task.ts`,
    ]);
  });
});

describe('what a thread loads', () => {
  const module = (source: string, ...resolved: (string | readonly [string, string])[]): Module => ({
    source,
    dependencies: resolved.map((one) =>
      typeof one === 'string'
        ? { resolved: one, dependencyTypes: ['local', 'import'] }
        : { resolved: one[0], dependencyTypes: ['local', one[1], 'import'] },
    ),
  });
  const store = module('packages/engine/src/store.ts', 'node_modules/kysely/dist/index.js');

  it('may not be the database, by whatever way', () => {
    const task = module('packages/engine/src/x-task.ts', 'packages/engine/src/index.ts');
    const index = module('packages/engine/src/index.ts', 'packages/engine/src/store.ts');
    expect(loadProblems([task, index, store])).toEqual([
      'a thread would load node_modules/kysely/dist/index.js: ' +
        'packages/engine/src/x-task.ts -> packages/engine/src/index.ts -> packages/engine/src/store.ts',
    ]);
  });

  it('is not what only types are taken from', () => {
    const task = module('packages/engine/src/x-task.ts', ['packages/engine/src/store.ts', 'type-only']);
    expect(loadProblems([task, store])).toEqual([]);
  });
});
