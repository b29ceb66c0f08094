import type { AuthoringProject } from '@taxon/contract';
import { authoringAsker } from '@taxon/testkit/server/ask-authoring';
import { type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const rounds = 20;
const create = {
  projectKind: 'CustomSingleLabelClassification',
  language: 'en',
  storageInputContainerName: '',
  description: 'first',
};

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
});
afterAll(async () => {
  await server.stop();
});
const ask = (...given: Parameters<ReturnType<typeof authoringAsker>>) => authoringAsker(server, '2023-04-01')(...given);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('two changes of one project at the same time', () => {
  it('are both there', async () => {
    const params = { projectName: 'both' };
    expect((await ask('CreateProject', { params, payload: { ...create, ...params } })).statusCode).toBe(201);
    let lost = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const confidenceThreshold = round / 100;
      const changes = [
        { description: `round ${round}` },
        { settings: { confidenceThreshold } },
        { multilingual: round % 2 === 0 },
      ];
      const answers = await Promise.all(changes.map((payload) => ask('CreateProject', { params, payload })));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
      const project: AuthoringProject = (await ask('GetProject', { params })).json();
      const there =
        project.description === `round ${round}` &&
        project.settings?.confidenceThreshold === confidenceThreshold &&
        project.multilingual === (round % 2 === 0);
      if (!there) lost += 1;
    }
    expect(lost).toBe(0);
  });

  it('are made once when both would make the project', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const params = { projectName: `made-${round}` };
      const payloads = [
        { ...create, ...params, multilingual: true },
        { ...create, ...params, settings: { confidenceThreshold: 0.3 } },
      ];
      const answers = await Promise.all(payloads.map((payload) => ask('CreateProject', { params, payload })));
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 201]);
      const project: AuthoringProject = (await ask('GetProject', { params })).json();
      expect(project).toMatchObject({ multilingual: true, settings: { confidenceThreshold: 0.3 } });
      await ask('DeleteProject', { params });
    }
  });
});

describe('a change of a project that is being deleted', () => {
  it.each([
    ['that names no kind never makes the project anew', { description: 'second' }, [200, 400]],
    ['that names its kind makes another one, with nothing of the old one', { ...create, description: 'x' }, [200, 201]],
  ])('%s', async (_what, payload, allowed) => {
    const answers: number[] = [];
    const wrong: unknown[] = [];
    for (let round = 0; round < 4 * rounds; round += 1) {
      const params = { projectName: `deleted-${allowed.join('-')}-${round}` };
      await ask('CreateProject', { params, payload: { ...create, ...params, multilingual: true } });
      // In half of the rounds the deletion begins later, so that the change meets every step of it and of what was before.
      const deletion = pause(round % 2 === 0 ? 0 : round / 10).then(() => ask('DeleteProject', { params }));
      await pause(round % 2 === 0 ? round / 5 : 0);
      const { statusCode } = await ask('CreateProject', { params, payload: { ...payload, ...params } });
      answers.push(statusCode);
      await deletion;
      const after = await ask('GetProject', { params });
      const made = statusCode === 201;
      const multilingual: unknown = made ? after.json().multilingual : undefined;
      if (after.statusCode !== (made ? 200 : 404) || multilingual === true) wrong.push([statusCode, after.json()]);
      if (made) await ask('DeleteProject', { params });
    }
    expect(wrong).toEqual([]);
    expect([...new Set(answers)].sort()).toEqual(allowed);
  });
});
