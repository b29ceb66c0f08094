import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/index.ts';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

describe('an operation', () => {
  it('is read by actors only who may read its project', async () => {
    const { projects, operations } = test.engine;
    await projects.createOrChange(owner, 'theirs', { kind: 'single', language: 'en' });
    const { id } = await projects.requestDelete(owner, 'theirs');
    const elsewhere: Actor = { name: 'key:e', role: 'owner', projects: ['mine'] };
    const classifier: Actor = { name: 'key:c', role: 'predict-only', projects: undefined };
    const reader: Actor = { name: 'key:r', role: 'reader', projects: ['theirs'] };
    const page = { projectName: 'theirs', skip: 0, top: 10 };
    for (const [actor, code] of [
      [elsewhere, 'access/forbidden-project'],
      [classifier, 'access/forbidden'],
    ] as const) {
      await expect(operations.get(actor, { id })).rejects.toMatchObject({ code });
      await expect(operations.list(actor, page)).rejects.toMatchObject({ code });
      await expect(operations.waitUntilFinal(actor, id, 1)).rejects.toMatchObject({ code });
    }
    expect(await operations.get(reader, { id })).toMatchObject({ id, kind: 'delete-project' });
    expect(await operations.list(reader, page)).toHaveLength(1);
    expect(await operations.waitUntilFinal(reader, id, 1)).toMatchObject({ id, status: 'notStarted' });
  });
});
