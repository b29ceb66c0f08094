import { glob, readFile } from 'node:fs/promises';
import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { bindWorks, defineQueueWork } from './operations/index.ts';
import { type WorksDeps, works } from './works.ts';

/** Works that the files of the engine define, found by reading the files. */
async function definedWorks(): Promise<string[]> {
  const names: string[] = [];
  for await (const file of glob('**/*.ts', { cwd: import.meta.dirname })) {
    if (/\.test\.ts$|^testing\//.test(file)) continue;
    const text = await readFile(new URL(file, import.meta.url), 'utf8');
    if (!/= define(Queue)?Work\(/.test(text)) continue;
    const exported: Readonly<Record<string, unknown>> = await import(new URL(file, import.meta.url).href);
    for (const one of Object.values(exported)) {
      if (typeof one === 'object' && one !== null && 'deliver' in one && 'name' in one) names.push(String(one.name));
    }
  }
  return names;
}

it('lists every work that is defined, each once', async () => {
  const listed = works.map(({ name }) => name);
  expect(await definedWorks()).toHaveLength(listed.length);
  expect((await definedWorks()).toSorted()).toEqual(listed.toSorted());
});

it('does not start with a work that is listed twice', () => {
  const [first] = works;
  const deps = {} as WorksDeps;
  expect(() => bindWorks<WorksDeps>([...works, first], deps)).toThrow(`The work "${first.name}" is listed twice.`);
});

it('knows the names under which older versions left jobs in the queue', () => {
  expect(works.map(({ name, version }) => [name, version]).toSorted()).toEqual([
    ['delete-project', 1],
    ['expire', 1],
    ['export', 1],
    ['import', 1],
    ['import-rows', 1],
    ['predict', 1],
    ['train', 1],
  ]);
});

it('gives a work its payload checked, and refuses a payload of a newer version', async () => {
  const got: unknown[] = [];
  const probe = defineQueueWork({
    name: 'probe',
    payload: Type.Object({ id: Type.String() }),
    pool: 'background',
    priority: 0,
    run: async ({ id }, deps: { readonly prefix: string }) => void got.push(deps.prefix + id),
  });
  const [bound] = bindWorks([probe], { prefix: 'a-' });
  const context = { processId: 'p', signal: new AbortController().signal };
  await bound?.deliver({ id: 'b', version: 1 }, context);
  expect(got).toEqual(['a-b']);
  await expect(async () => bound?.deliver({ id: 'b', version: 2 }, context)).rejects.toThrow('version 2');
  await expect(async () => bound?.deliver({ version: 1 }, context)).rejects.toThrow('payload');
});
