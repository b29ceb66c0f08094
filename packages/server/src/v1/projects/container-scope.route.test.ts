import { owner } from '@taxon/testkit/engine/test-engine';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const authoring = '/language/authoring/analyze-text/projects';

let headers: { 'ocp-apim-subscription-key': string };
const v1 = useV1(async ({ server }) => {
  for (const container of ['theirs', 'free']) {
    await server.writeFile(container, 'a.txt', `a text of ${container}`);
  }
  const theirs = { kind: 'single', language: 'en', container: 'theirs' } as const;
  await server.engine.projects.createOrChange(owner, 'theirs', theirs);
  const key = { name: 'mine', role: 'writer', projects: ['curious', 'mine', 'other'] } as const;
  headers = { 'ocp-apim-subscription-key': (await server.engine.access.createKey(owner, key)).secret };
});

const labelsFile = (storageInputContainerName: string) =>
  JSON.stringify({
    metadata: { projectKind: 'CustomSingleLabelClassification', language: 'en', storageInputContainerName },
    assets: { classes: [], documents: [{ location: 'a.txt' }] },
  });

async function importing(project: string, container: string) {
  const given = { headers: { ...headers, 'content-type': 'application/json' }, payload: labelsFile(container) };
  const { id } = (await v1.ok('importLabelsFile', { params: { project }, ...given })).body;
  await v1.server.work('import', id);
  return v1.server.engine.operations.get(owner, { id, kind: 'import' });
}

describe('a key made for some projects', () => {
  it('does not reach the texts of another one through its container', async () => {
    const { status, errors } = await importing('curious', 'theirs');
    expect([status, ...errors.map(({ code }) => code)]).toEqual(['failed', 'access/forbidden']);
    const payload = {
      projectName: 'curious',
      projectKind: 'CustomSingleLabelClassification',
      language: 'en',
      storageInputContainerName: 'theirs',
    };
    const url = `${authoring}/curious?api-version=2023-04-01`;
    expect((await v1.server.call({ method: 'PATCH', url, headers, payload })).statusCode).toBe(403);
    const ask = { params: { project: 'curious' }, headers };
    expect(await v1.refused('getProject', ask)).toMatchObject({ status: 404 });
  });

  it('uses the containers of its own projects, and those of nobody', async () => {
    expect(await importing('mine', 'free')).toMatchObject({ status: 'succeeded', result: { imported: 1 } });
    expect(await importing('mine', 'free')).toMatchObject({ status: 'succeeded' });
    expect(await importing('other', 'free')).toMatchObject({ status: 'succeeded' });
  });
});
