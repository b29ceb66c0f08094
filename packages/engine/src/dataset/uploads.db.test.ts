import { PassThrough, Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';

let test: TestEngine;

beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

it('refuses uploads beyond half of the connections with import/busy, and goes on answering', async () => {
  const { dataset, projects } = test.engine;
  await projects.createOrChange(owner, 'slow', { kind: 'single', language: 'en' });
  const bodies: PassThrough[] = [];
  const accepted: Promise<unknown>[] = [];
  let refused: unknown;
  while (refused === undefined && bodies.length < 100) {
    const body = new PassThrough();
    const request = dataset.requestImportRows(owner, 'slow', 'csv', body);
    // An accepted upload has no answer before its body has ended; a refused one has it at once.
    const answer = await Promise.race([
      request.catch((error: unknown) => error),
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 100)),
    ]);
    if (answer !== undefined) refused = answer;
    else {
      bodies.push(body);
      accepted.push(request);
    }
  }
  expect(refused).toMatchObject({ code: 'import/busy' });
  expect(await projects.get(owner, 'slow')).toMatchObject({ name: 'slow' });
  for (const body of bodies) body.end('text,label\na text,A\n');
  expect(await Promise.all(accepted)).toHaveLength(bodies.length);
  const after = dataset.requestImportRows(owner, 'slow', 'csv', Readable.from(['text,label\nanother,B\n']));
  expect(await after).toMatchObject({ kind: 'import-rows' });
});
