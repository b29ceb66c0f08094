import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const rounds = 20;
const create = { kind: 'single', language: 'en', description: 'first', settings: { seed: 7 } };

const v1 = useV1();
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('two changes of one project at the same time', () => {
  it('are both there', async () => {
    const params = { project: 'both' };
    await v1.ok('putProject', { params, payload: create });
    let lost = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const confidenceThreshold = round / 100;
      await Promise.all([
        v1.ok('changeProject', { params, payload: { description: `round ${round}` } }),
        v1.ok('changeProject', { params, payload: { settings: { confidenceThreshold } } }),
        v1.ok('changeProject', { params, payload: { settings: { outOfScope: 0.5 + round / 100 } } }),
      ]);
      const { body } = await v1.ok('getProject', { params });
      const { description, settings } = body;
      const there =
        description === `round ${round}` &&
        settings.confidenceThreshold === confidenceThreshold &&
        settings.outOfScope === 0.5 + round / 100 &&
        settings.seed === 7;
      if (!there) lost += 1;
    }
    expect(lost).toBe(0);
  });
});

describe('a change of a project that is being deleted', () => {
  it('never makes the project anew', async () => {
    const answers: number[] = [];
    let anew = 0;
    for (let round = 0; round < 4 * rounds; round += 1) {
      const params = { project: `deleted-${round}` };
      await v1.ok('putProject', { params, payload: create });
      const path = `/v1/projects/${params.project}`;
      // In half of the rounds the deletion begins later, so that the change meets every step of it and of what was before.
      const deletion = pause(round % 2 === 0 ? 0 : round / 10).then(() => v1.ok('deleteProject', { params }));
      await pause(round % 2 === 0 ? round / 5 : 0);
      const change = v1.server.call({ method: 'PATCH', url: path, payload: { description: 'second' } });
      answers.push((await change).statusCode);
      await deletion;
      const after = await v1.server.call({ method: 'GET', url: path });
      if (after.statusCode !== 404) anew += 1;
    }
    expect(anew).toBe(0);
    expect(new Set(answers)).toEqual(new Set([200, 404]));
  });
});
