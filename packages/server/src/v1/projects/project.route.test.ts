import { makeProject } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const v1 = useV1();

describe('a project', () => {
  it('is made and changed by PUT: 201, then 200', async () => {
    const params = { project: 'put' };
    const created = await v1.ok('putProject', { params, payload: { kind: 'single', language: 'en' } });
    expect(created.status).toBe(201);
    const payload = { kind: 'single', language: 'en', description: 'd' };
    const again = await v1.ok('putProject', { params, payload });
    expect([again.status, again.body.description]).toEqual([200, 'd']);
  });

  it('is changed by a PATCH in the members that it names', async () => {
    const params = { project: 'patched' };
    await v1.ok('putProject', { params, payload: { kind: 'single', language: 'en', description: 'd' } });
    const settings = { confidenceThreshold: 0.2 };
    const changed = await v1.ok('changeProject', { params, payload: { settings } });
    expect(changed.body).toMatchObject({ description: 'd', settings });
    expect((await v1.ok('getProject', { params })).body).toEqual(changed.body);
  });

  it('takes a change that is called a merge patch or JSON', async () => {
    const params = { project: 'typed' };
    await makeProject(v1, 'typed');
    for (const type of ['application/merge-patch+json', 'application/json']) {
      const ask = { params, headers: { 'content-type': type }, payload: { description: type } };
      expect((await v1.ok('changeProject', ask)).body.description).toBe(type);
    }
  });

  it('is gone for clients as soon as it is deleted; its rows follow', async () => {
    const params = { project: 'deleted' };
    await makeProject(v1, 'deleted');
    const { body } = await v1.ok('deleteProject', { params });
    expect(await v1.refused('getProject', { params })).toMatchObject({ status: 404, code: 'project/not-found' });
    await v1.server.work('delete-project', body.id);
    const ended = await v1.ok('getOperation', { params: { operation: body.id } });
    expect(ended.body.status).toBe('succeeded');
  });
});

describe('the list of projects', () => {
  it('is sorted by name and paged', async () => {
    for (const project of ['page-b', 'page-a']) await makeProject(v1, project);
    // The key sees these two alone, whatever the other tests have made.
    const key = { name: 'pages', role: 'reader', projects: ['page-a', 'page-b'] };
    const headers = { 'ocp-apim-subscription-key': (await v1.ok('createKey', { payload: key })).body.secret };
    const first = (await v1.ok('listProjects', { query: { top: '1' }, headers })).body;
    expect(first.items.map(({ name }) => name)).toEqual(['page-a']);
    expect(first.nextLink).toBe('https://taxon.example/v1/projects?top=1&skip=1');
    const rest = (await v1.ok('listProjects', { query: { top: '1', skip: '1' }, headers })).body;
    expect(rest).toMatchObject({ items: [{ name: 'page-b' }], nextLink: null });
  });
});
