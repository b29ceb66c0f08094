import { makeProject } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const v1 = useV1();
const headers = { 'content-type': 'text/csv' };
const payload = 'text,label\nx,a';

describe('the operations of a project', () => {
  it('are listed, all or of one kind', async () => {
    const params = { project: 'listed' };
    await makeProject(v1, 'listed');
    const rows = (await v1.ok('importRows', { params, payload, headers })).body;
    const json = { 'content-type': 'application/json' };
    const file = (await v1.ok('importLabelsFile', { params, payload: '{}', headers: json })).body;
    const listed = async (query: { kind?: string }) =>
      (await v1.ok('listOperations', { params, query })).body.items.map(({ id }) => id);
    expect(await listed({ kind: 'import' })).toEqual([file.id]);
    expect(await listed({ kind: 'import-rows' })).toEqual([rows.id]);
    expect((await listed({})).sort()).toEqual([file.id, rows.id].sort());
  });

  it('are not there for a key of another project', async () => {
    for (const project of ['mine', 'theirs']) await makeProject(v1, project);
    const key = { name: 'elsewhere', role: 'owner', projects: ['mine'] };
    const { secret } = (await v1.ok('createKey', { payload: key })).body;
    const { id } = (await v1.ok('importRows', { params: { project: 'theirs' }, payload, headers })).body;
    const ask = { params: { operation: id }, headers: { 'ocp-apim-subscription-key': secret } };
    const refused = await v1.refused('getOperation', ask);
    expect(refused).toMatchObject({ status: 403, code: 'access/forbidden-project' });
  });
});

it('an operation that never was is not found', async () => {
  await makeProject(v1, 'p');
  const operation = '00000000-0000-4000-8000-000000000000';
  const none = { status: 404, code: 'operation/not-found' };
  expect(await v1.refused('getOperation', { params: { operation } })).toMatchObject(none);
  expect(await v1.refused('getTraining', { params: { project: 'p', operation } })).toMatchObject({ status: 404 });
});
