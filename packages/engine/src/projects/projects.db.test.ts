import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/index.ts';
import type { ProjectPatch } from './index.ts';

let test: TestEngine;

beforeAll(async () => {
  test = await startTestEngine({ limits: { projects: 6, documents: 100, predictionBacklog: 10 } });
});
afterAll(() => test.stop());

const empty = { kind: 'multi', language: 'en' } as const;
const put = (name: string, patch: ProjectPatch = {}) =>
  test.engine.projects.createOrChange(owner, name, { ...empty, ...patch });
const remove = async (name: string) => test.run(await test.engine.projects.requestDelete(owner, name));

describe('a project', () => {
  it('is created with what was given, else with defaults', async () => {
    const { project, created } = await put('a', { language: 'EN-us' });
    expect(created).toBe(true);
    expect(project).toMatchObject({
      name: 'a',
      kind: 'multi',
      language: 'en-us',
      multilingual: false,
      description: '',
      container: '',
      settings: {},
      trainedAt: undefined,
    });
    expect(await test.engine.projects.get(owner, 'a')).toEqual(project);
    await remove('a');
  });

  it('keeps kind and container, and what is not given', async () => {
    await put('b', { container: 'texts', description: 'd', settings: { confidenceThreshold: 0.4 } });
    const { project, created } = await put('b', { multilingual: true });
    expect(created).toBe(false);
    expect(project).toMatchObject({ multilingual: true, description: 'd', settings: { confidenceThreshold: 0.4 } });
    await expect(put('b', { kind: 'single' })).rejects.toMatchObject({ code: 'project/kind-immutable' });
    await expect(put('b', { container: 'other' })).rejects.toMatchObject({ code: 'project/container-immutable' });
    await remove('b');
  });

  it('may change its language only while it is empty', async () => {
    await put('c');
    expect((await put('c', { language: 'de' })).project.language).toBe('de');
    await test.engine.dataset.putDocument(owner, 'c', { name: 'x', text: 'text' });
    await expect(put('c', { language: 'fr' })).rejects.toMatchObject({ code: 'input/invalid' });
    await put('c', { language: 'de' });
    await remove('c');
  });

  const wrong: readonly [string, ProjectPatch, string][] = [
    ['global', {}, 'projectName'],
    ['a b', {}, 'projectName'],
    ['x', { language: 'klingon' }, 'language'],
    ['x', { settings: { confidenceThreshold: 1.5 } }, 'settings.confidenceThreshold'],
    ['x', { settings: { confidenceThreshold: Number.NaN } }, 'settings.confidenceThreshold'],
    ['x', { container: 'Up/..' }, 'container'],
    ['x', { description: 'nul\u0000' }, 'description'],
    ['x', { kind: 'other' as never }, 'kind'],
  ];
  it.each(wrong)('is refused as %s with %o, naming %s', async (name, change, field) => {
    await expect(put(name, change)).rejects.toMatchObject({ code: 'input/invalid', parameters: { field } });
  });

  it('may have a name of JavaScript', async () => {
    for (const name of ['__proto__', 'constructor']) {
      await put(name);
      expect((await test.engine.projects.get(owner, name)).name).toBe(name);
      await remove(name);
    }
  });

  it('is one of a limited number, also when many are made at once', async () => {
    const made = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => put(`many${i}`)));
    const refused = made.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'project/limit' });
    const names = (await test.engine.projects.list(owner, { skip: 0, top: 100 })).map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(await test.engine.projects.list(owner, { skip: 1, top: 2 })).toHaveLength(2);
    const limited: Actor = { name: 'key:some', role: 'reader', projects: [names[1] ?? '', 'nothing'] };
    const some = await test.engine.projects.list(limited, { skip: 0, top: 100 });
    expect(some.map(({ name }) => name)).toEqual([names[1]]);
    for (const name of names) await remove(name);
  });

  it('is made once when two make it at the same time', async () => {
    const both = await Promise.all([put('same'), put('same')]);
    expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
    await remove('same');
  });

  it('is for those only who may', async () => {
    const reader: Actor = { name: 'key:r', role: 'reader', projects: undefined };
    const writer: Actor = { name: 'key:w', role: 'writer', projects: ['mine'] };
    const { projects } = test.engine;
    await expect(projects.createOrChange(reader, 'x', empty)).rejects.toMatchObject({ code: 'access/forbidden' });
    await expect(projects.createOrChange(writer, 'x', empty)).rejects.toMatchObject({
      code: 'access/forbidden-project',
    });
    await projects.createOrChange(writer, 'mine', empty);
    await expect(projects.requestDelete(writer, 'mine')).rejects.toMatchObject({ code: 'access/forbidden' });
    await remove('mine');
  });
});

describe('deleting a project', () => {
  it('hides it at once, frees its name, and erases what it had', async () => {
    const { projects, dataset } = test.engine;
    await put('gone');
    await dataset.putDocument(owner, 'gone', { name: 'd', text: 'text', labels: ['A'] });
    const operation = await projects.requestDelete(owner, 'gone');
    await expect(projects.get(owner, 'gone')).rejects.toMatchObject({ code: 'project/not-found' });
    await expect(projects.requestDelete(owner, 'gone')).rejects.toMatchObject({ code: 'project/not-found' });
    await put('gone', { kind: 'single' });
    expect((await test.run(operation)).status).toBe('succeeded');
    expect((await test.run(operation)).status).toBe('succeeded');
    expect((await dataset.listDocuments(owner, 'gone', { skip: 0, top: 10 })).total).toBe(0);
    expect(await projects.listClasses(owner, 'gone')).toEqual([]);
    await remove('gone');
  });
});

describe('classes', () => {
  it('are added, renamed with their labels, and removed with them', async () => {
    const { projects, dataset } = test.engine;
    await put('k');
    for (const name of ['B', 'A', '__proto__']) await projects.addClass(owner, 'k', name);
    await expect(projects.addClass(owner, 'k', 'A')).rejects.toMatchObject({ code: 'class/exists' });
    await expect(projects.addClass(owner, 'k', 'a\nb')).rejects.toMatchObject({ code: 'input/invalid' });
    await dataset.putDocument(owner, 'k', { name: 'd', text: 'text', labels: ['A', '__proto__'] });
    await projects.renameClass(owner, 'k', 'A', 'C');
    await expect(projects.renameClass(owner, 'k', 'C', 'B')).rejects.toMatchObject({ code: 'class/exists' });
    await expect(projects.renameClass(owner, 'k', 'A', 'D')).rejects.toMatchObject({ code: 'class/not-found' });
    expect(await projects.listClasses(owner, 'k')).toEqual([
      { name: 'B', documents: 0 },
      { name: 'C', documents: 1 },
      { name: '__proto__', documents: 1 },
    ]);
    await projects.removeClass(owner, 'k', '__proto__');
    await expect(projects.removeClass(owner, 'k', '__proto__')).rejects.toMatchObject({ code: 'class/not-found' });
    const document = await dataset.getDocument(owner, 'k', 'd');
    expect(document.labels.map(({ className }) => className)).toEqual(['C']);
    await remove('k');
  });

  it('are compared by what a spelling means, and keep the name that was given first', async () => {
    const { projects, dataset } = test.engine;
    await put('spelt');
    const [composed, decomposed] = ['Caf\u00e9 bar', ' Cafe\u0301\u200b  bar '];
    await projects.addClass(owner, 'spelt', composed);
    await expect(projects.addClass(owner, 'spelt', decomposed.trim())).rejects.toMatchObject({
      code: 'class/exists',
      parameters: { className: composed },
    });
    const document = await dataset.putDocument(owner, 'spelt', {
      name: 'd',
      text: 'x',
      labels: [decomposed, composed],
    });
    expect(document.labels.map(({ className }) => className)).toEqual([composed]);
    const labelled = await dataset.setLabels(owner, 'spelt', 'd', [decomposed]);
    expect(labelled.labels.map(({ className }) => className)).toEqual([composed]);
    const page = { skip: 0, top: 10 };
    const listed = (className: string) => dataset.listDocuments(owner, 'spelt', { ...page, className });
    expect((await listed(decomposed)).documents.map(({ name }) => name)).toEqual(['d']);
    expect((await listed('none')).documents).toEqual([]);
    await projects.addClass(owner, 'spelt', 'other');
    const rename = projects.renameClass(owner, 'spelt', 'other', decomposed.trim());
    await expect(rename).rejects.toMatchObject({ code: 'class/exists', parameters: { className: composed } });
    await projects.renameClass(owner, 'spelt', decomposed, 'Cafe bar');
    await projects.removeClass(owner, 'spelt', '\u200bother');
    expect(await projects.listClasses(owner, 'spelt')).toEqual([{ name: 'Cafe bar', documents: 1 }]);
    await remove('spelt');
  });

  it('are 200 at most', async () => {
    const { projects, dataset } = test.engine;
    await put('full');
    const labels = Array.from({ length: 200 }, (_, i) => `c${i}`);
    await dataset.putDocument(owner, 'full', { name: 'd', text: 'text', labels });
    const refused = { code: 'class/limit', parameters: { limit: 200, count: 201 } };
    await expect(projects.addClass(owner, 'full', 'one more')).rejects.toMatchObject(refused);
    await remove('full');
  });
});
