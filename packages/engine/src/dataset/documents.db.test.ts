import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/index.ts';
import type { Document } from './document.ts';

let test: TestEngine;

beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

let projects = 0;
async function newProject(kind: 'single' | 'multi'): Promise<string> {
  projects += 1;
  await test.engine.projects.createOrChange(owner, `p${projects}`, { kind, language: 'en' });
  return `p${projects}`;
}
const namesOf = (documents: readonly Document[]) => documents.map(({ name }) => name);
const labelsOf = ({ labels }: Document) => labels.map(({ className }) => className);
const listed = async (project: string, filter: object = {}) =>
  (await test.engine.dataset.listDocuments(owner, project, { skip: 0, top: 1000, ...filter })).documents;

describe('a document', () => {
  it('is put, read, replaced, labelled and deleted', async () => {
    const { dataset } = test.engine;
    const p = await newProject('multi');
    const document = {
      name: 'a/b.txt',
      text: 'one\u0000two',
      language: 'DE',
      dataset: 'test' as const,
      labels: ['X', 'Y'],
    };
    const put = await dataset.putDocument(owner, p, document);
    expect(put).toMatchObject({ name: 'a/b.txt', text: 'one\ufffdtwo', language: 'de', dataset: 'test' });
    expect(put.labels).toMatchObject([{ className: 'X', actor: 'key:owner' }, { className: 'Y' }]);
    expect(put.labels[0]?.labeledAt).toBeInstanceOf(Date);
    expect(await dataset.getDocument(owner, p, 'a/b.txt')).toEqual(put);
    const again = await dataset.putDocument(owner, p, { name: 'a/b.txt', text: 'three' });
    expect(again).toMatchObject({ text: 'three', language: undefined, dataset: undefined, labels: [] });
    expect(labelsOf(await dataset.setLabels(owner, p, 'a/b.txt', ['Y', 'Y'], 'train'))).toEqual(['Y']);
    expect((await dataset.setLabels(owner, p, 'a/b.txt', [])).dataset).toBe('train');
    const unknown = dataset.setLabels(owner, p, 'a/b.txt', ['Z']);
    await expect(unknown).rejects.toMatchObject({ code: 'class/not-found', parameters: { className: 'Z' } });
    await dataset.deleteDocument(owner, p, 'a/b.txt');
    const gone = { code: 'document/not-found', parameters: { documentName: 'a/b.txt' } };
    await expect(dataset.getDocument(owner, p, 'a/b.txt')).rejects.toMatchObject(gone);
    await expect(dataset.deleteDocument(owner, p, 'a/b.txt')).rejects.toMatchObject(gone);
    await expect(dataset.setLabels(owner, p, 'a/b.txt', [])).rejects.toMatchObject(gone);
    await expect(dataset.getDocument(owner, 'nowhere', 'x')).rejects.toMatchObject({ code: 'project/not-found' });
  });

  it('is refused with the field, and changes nothing', async () => {
    const { dataset } = test.engine;
    const p = await newProject('single');
    const good = { name: 'd', text: 'text' };
    const wrong: readonly [object, string][] = [
      [{ name: '' }, 'name'],
      [{ name: 'a\u0000' }, 'name'],
      [{ text: ' ' }, 'text'],
      [{ text: 'é'.repeat(128_001) }, 'text'],
      [{ language: 'klingon' }, 'language'],
      [{ labels: ['A', 'B'] }, 'labels'],
      [{ labels: ['a\nb'] }, 'labels'],
    ];
    for (const [change, field] of wrong) {
      const put = dataset.putDocument(owner, p, { ...good, ...change });
      await expect(put).rejects.toMatchObject({ code: 'input/invalid', parameters: { field } });
    }
    expect(await listed(p)).toEqual([]);
    expect(await test.engine.projects.listClasses(owner, p)).toEqual([]);
    const reader: Actor = { name: 'key:r', role: 'reader', projects: undefined };
    await expect(dataset.putDocument(reader, p, good)).rejects.toMatchObject({ code: 'access/forbidden' });
  });

  it('is found by class, dataset and whether it is labelled', async () => {
    const { dataset } = test.engine;
    const p = await newProject('multi');
    await dataset.putDocument(owner, p, { name: 'a', text: 't', labels: ['X'] });
    await dataset.putDocument(owner, p, { name: 'b', text: 't', labels: ['X', 'Y'], dataset: 'test' });
    await dataset.putDocument(owner, p, { name: 'c', text: 't' });
    expect(namesOf(await listed(p))).toEqual(['a', 'b', 'c']);
    expect(namesOf(await listed(p, { className: 'Y' }))).toEqual(['b']);
    expect(namesOf(await listed(p, { labelled: false }))).toEqual(['c']);
    expect(namesOf(await listed(p, { labelled: true, dataset: 'train' }))).toEqual(['a']);
    expect(namesOf(await listed(p, { dataset: 'test' }))).toEqual(['b']);
    expect(await dataset.listDocuments(owner, p, { skip: 1, top: 1 })).toMatchObject({
      documents: [{ name: 'b' }],
      total: 3,
    });
  });
});
