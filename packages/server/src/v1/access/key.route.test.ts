import type { V1EndpointId } from '@taxon/contract';
import { makeProject } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const v1 = useV1(async (door) => {
  for (const project of ['other', 'p']) await makeProject(door, project);
});
const params = { project: 'p' };
const classify = { project: 'p', deployment: 'd' };

async function keyOf(payload: { name: string; role: string; projects?: string[] }) {
  return { 'ocp-apim-subscription-key': (await v1.ok('createKey', { payload })).body.secret };
}

describe('keys', () => {
  it('are made, shown once, listed and revoked by owners', async () => {
    const payload = { name: 'ci', role: 'predict-only', projects: ['p'] };
    const { body, status } = await v1.ok('createKey', { payload });
    expect(status).toBe(201);
    const headers = { 'ocp-apim-subscription-key': body.secret };
    const me = (await v1.ok('getMe', { headers })).body;
    expect(me).toEqual({ name: 'key:ci', role: 'predict-only', projects: ['p'] });
    const twice = await v1.refused('createKey', { payload });
    expect(twice).toMatchObject({ status: 409, code: 'access/key-exists' });
    const { items } = (await v1.ok('listKeys')).body;
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['ci', 'owner']));
    expect(JSON.stringify(items)).not.toContain(body.secret);
    await v1.ok('revokeKey', { params: { key: 'ci' } });
    const revoked = await v1.refused('getMe', { headers });
    expect(revoked).toMatchObject({ status: 401, code: 'access/unauthorized' });
    const again = await v1.refused('revokeKey', { params: { key: 'ci' } });
    expect(again).toMatchObject({ status: 404, code: 'access/key-not-found' });
  });

  it('of the last owner stays', async () => {
    const refused = await v1.refused('revokeKey', { params: { key: 'owner' } });
    expect(refused).toMatchObject({ status: 409, code: 'access/last-owner' });
  });
});

describe('a key', () => {
  const all = { predict: 403, read: 403, write: 403, own: 403 };
  it.each([
    ['owner', undefined, { predict: 404, read: 404, write: 404, own: 404, keys: 404 }],
    ['writer', undefined, { predict: 404, read: 404, write: 404, own: 403, keys: 403 }],
    ['reader', undefined, { predict: 404, read: 404, write: 403, own: 403, keys: 403 }],
    ['predict-only', undefined, { predict: 404, read: 403, write: 403, own: 403, keys: 403 }],
    ['owner', ['other'], { ...all, keys: 404 }],
  ] as const)('of role %s for %j may do what its role says, there only', async (role, projects, expected) => {
    const name = `${role}-${projects?.length ?? 'all'}`;
    const headers = await keyOf({ name, role, ...(projects === undefined ? {} : { projects: [...projects] }) });
    const status = async (id: V1EndpointId, ask: object) => (await v1.refused(id, { ...ask, headers })).status;
    const statuses = {
      predict: await status('classify', { params: classify, payload: { text: 't' } }),
      read: await status('getModel', { params: { ...params, model: 'none' } }),
      write: await status('setLabels', { params: { ...params, document: 'none' }, payload: { labels: null } }),
      own: await status('deleteModel', { params: { ...params, model: 'none' } }),
      keys: await status('revokeKey', { params: { key: 'none' } }),
    };
    await v1.ok('revokeKey', { params: { key: name } });
    expect(statuses).toEqual(expected);
  });

  it('sees only the projects that it is for', async () => {
    const headers = await keyOf({ name: 'elsewhere', role: 'owner', projects: ['other'] });
    const { items } = (await v1.ok('listProjects', { headers })).body;
    expect(items.map(({ name }) => name)).toEqual(['other']);
  });

  it('that may not do something is told so before its parameters and its body are judged', async () => {
    const headers = await keyOf({ name: 'caller', role: 'predict-only' });
    const forbidden = { status: 403, code: 'access/forbidden' };
    for (const [id, ask] of [
      ['listOperations', { query: { kind: 'poem' } }],
      ['train', { payload: { modell: 1 } }],
      ['train', { payload: '{' }],
    ] as const) {
      expect(await v1.refused(id, { params, ...ask, headers })).toMatchObject(forbidden);
    }
  });
});
