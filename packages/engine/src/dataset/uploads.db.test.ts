import { PassThrough, Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';

let test: TestEngine;

beforeAll(async () => {
  test = await startTestEngine({ maxConnections: 4 });
});
afterAll(() => test.stop());

it('half-sent bodies hold no database connection and hold up no other import', async () => {
  const { dataset, projects } = test.engine;
  await projects.createOrChange(owner, 'slow', { kind: 'single', language: 'en' });
  const bodies = Array.from({ length: 40 }, () => new PassThrough());
  const accepted = bodies.map((body) => dataset.requestImportRows(owner, 'slow', 'csv', body));
  for (const [i, body] of bodies.entries()) body.write(`text,label\n${`row of body ${i},A\n`.repeat(i * 500)}`);
  await new Promise((resolve) => setTimeout(resolve, 100));

  const started = performance.now();
  expect(await projects.get(owner, 'slow')).toMatchObject({ name: 'slow' });
  const other = dataset.requestImportRows(owner, 'slow', 'csv', Readable.from(['text,label\nanother,B\n']));
  expect(await other).toMatchObject({ kind: 'import-rows', status: 'notStarted' });
  expect(performance.now() - started).toBeLessThan(1000);

  for (const body of bodies) body.end('last,A\n');
  const operations = await Promise.all(accepted);
  expect(new Set(operations.map(({ id }) => id)).size).toBe(bodies.length);
  expect(await test.run(operations[3] ?? fail())).toMatchObject({ status: 'succeeded', result: { imported: 1501 } });
});

const fail = (): never => {
  throw new Error('there is no such operation');
};
