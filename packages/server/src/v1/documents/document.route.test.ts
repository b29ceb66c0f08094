import { importRows, makeProject, ticketRows } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const v1 = useV1(async (door) => makeProject(door, 'p'));
const params = { project: 'p' };

describe('a document', () => {
  it('of any name is put, read, labelled and deleted', async () => {
    const at = { ...params, document: 'inbox/2026: what?.txt' };
    const put = await v1.ok('putDocument', { params: at, payload: { text: 'My invoice', labels: ['Billing'] } });
    expect(put.body).toMatchObject({
      name: at.document,
      text: 'My invoice',
      language: null,
      dataset: null,
      labels: [{ class: 'Billing', actor: 'key:owner' }],
      reviewed: true,
    });
    expect((await v1.ok('getDocument', { params: at })).body).toEqual(put.body);
    const unlabelled = await v1.ok('setLabels', { params: at, payload: { labels: null, dataset: 'test' } });
    expect(unlabelled.body).toMatchObject({ labels: [], reviewed: false, dataset: 'test' });
    const unknown = await v1.refused('setLabels', { params: at, payload: { labels: ['Nobody'] } });
    expect(unknown).toMatchObject({ status: 404, code: 'class/not-found' });
    await v1.ok('deleteDocument', { params: at });
    const gone = await v1.refused('getDocument', { params: at });
    expect(gone).toMatchObject({ status: 404, code: 'document/not-found' });
  });

  it('may be longer than other bodies', async () => {
    const at = { ...params, document: 'long' };
    await v1.ok('putDocument', { params: at, payload: { text: '\u{1F600}'.repeat(128_000) } });
    const refused = await v1.refused('putDocument', { params: at, payload: { text: 'x'.repeat(128_001) } });
    expect(refused.status).toBe(400);
    expect(refused.message).not.toContain('xxx');
  });
});

describe('"none of the classes"', () => {
  it('is said of a document by an empty list, and taken back by null', async () => {
    await makeProject(v1, 'multi', 'multi');
    const at = { project: 'multi', document: 'd' };
    const total = async (labelled: 'true' | 'false') =>
      (await v1.ok('listDocuments', { params: { project: 'multi' }, query: { labelled } })).body.total;
    const put = await v1.ok('putDocument', { params: at, payload: { text: 'hello', labels: [] } });
    expect(put.body).toMatchObject({ labels: [], reviewed: true });
    expect([await total('true'), await total('false')]).toEqual([1, 0]);
    await v1.ok('setLabels', { params: at, payload: { labels: null } });
    expect([await total('true'), await total('false')]).toEqual([0, 1]);
    const again = await v1.ok('setLabels', { params: at, payload: { labels: [] } });
    expect(again.body).toMatchObject({ labels: [], reviewed: true });
    const bare = await v1.ok('putDocument', { params: at, payload: { text: 'hello' } });
    expect(bare.body).toMatchObject({ labels: [], reviewed: false });
  });

  it('is refused in a single-label project, which has another way for it', async () => {
    const at = { ...params, document: 'single' };
    const put = await v1.refused('putDocument', { params: at, payload: { text: 'x', labels: [] } });
    const set = await v1.refused('setLabels', { params: at, payload: { labels: [] } });
    for (const refused of [put, set]) {
      expect(refused).toMatchObject({ status: 400, code: 'input/invalid' });
      expect(refused.message).toMatch(/^Field "labels": must name a class .*"outOfScope"/);
    }
  });
});

describe('the list of documents', () => {
  it('is filtered by class, dataset and labels, and paged', async () => {
    await makeProject(v1, 'listed');
    await importRows(v1, 'listed', ticketRows);
    await importRows(v1, 'listed', 'id,text\nbare,no label');
    const listed = { project: 'listed' };
    const query = { class: '__proto__', dataset: 'test', labelled: 'true', top: '2' };
    const filtered = (await v1.ok('listDocuments', { params: listed, query })).body;
    expect([filtered.total, filtered.items.length]).toEqual([3, 2]);
    expect(new URL(filtered.nextLink ?? '').searchParams.get('class')).toBe('__proto__');
    const unlabelled = (await v1.ok('listDocuments', { params: listed, query: { labelled: 'false' } })).body;
    expect(unlabelled.items.map(({ name }) => name)).toEqual(['bare']);
  });
});
