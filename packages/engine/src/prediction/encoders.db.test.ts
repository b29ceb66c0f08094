import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../platform/index.ts';
import type { ProjectPatch } from '../projects/index.ts';
import { rowIdsTask } from './stream/testing/row-ids-task.ts';

let test: TestEngine;
let db: Database;

beforeAll(async () => {
  test = await startTestEngine();
  db = createDatabase(test.connectionString, 1);
});
afterAll(async () => {
  await db.destroy();
  await test.stop();
});

const rows = Array.from({ length: 40 }, (_, i) =>
  i % 2 === 0 ? `a cat sleeps on mat ${i},animal\n` : `a fast car drives on road ${i},vehicle\n`,
);

const words = {
  animal:
    'cat dog horse sleeps barks jumps fur tail paws milk grass hungry meadow whiskers farm wild puppy kitten'.split(
      ' ',
    ),
  vehicle:
    'car truck train drives brakes stops wheel road engine fuel rails fast garage seat tunnel lorry motor tyre'.split(
      ' ',
    ),
};

/** Texts of 3 to 8 words of a class, as different from each other as texts are: their scores spread. */
function varied(label: keyof typeof words, count = 60): string[] {
  let state = 7;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  return Array.from({ length: count }, () => {
    const text = Array.from({ length: 3 + next(6) }, () => words[label][next(words[label].length)] ?? '');
    return `${text.join(' ')},${label}\n`;
  });
}

/** A trained and deployed project of these settings; answers the id of the encoder that its model uses. */
async function build(
  input: ProjectPatch & { readonly name: string },
  csv: readonly string[] = rows,
): Promise<string | undefined> {
  const { engine } = test;
  const { name, ...patch } = input;
  await engine.projects.createOrChange(owner, name, patch);
  const body = Readable.from(['text,label\n', ...csv].map((row) => Buffer.from(row)));
  await test.run(await engine.dataset.requestImportRows(owner, input.name, 'csv', body));
  const command = { modelName: 'm', configVersion: 'latest' };
  const { operation } = await engine.training.requestTraining(owner, input.name, command);
  const { status, errors } = await test.run(operation);
  expect({ status, errors }).toMatchObject({ status: 'succeeded', errors: [] });
  await engine.deployments.deploy(owner, input.name, 'd', 'm');
  const { id } = await engine.models.get(owner, input.name, 'm');
  const { report } = await db
    .selectFrom('model')
    .select('model.report')
    .where('model.id', '=', id)
    .executeTakeFirstOrThrow();
  return (report as { encoder?: { id: string; used: boolean } }).encoder?.id;
}

const classify = (project: string, ...texts: string[]) => {
  const documents = texts.map((text, id) => ({ id: `${id}`, text }));
  return test.engine.prediction.classify(owner, project, 'd', documents);
};

describe('the encoder of a project', () => {
  it.each([
    ['en-us', undefined, /^static-en-144:/],
    ['de', undefined, /^static-multi-128:/],
    ['sw', undefined, undefined],
    ['en', 'none', undefined],
    ['en', 'static-multi-128', /^static-multi-128:/],
  ])('%s with the setting %s is %s', async (language, encoder, expected) => {
    const name = `${language}-${encoder}`;
    const id = await build({ name, kind: 'single', language, settings: encoder === undefined ? {} : { encoder } });
    if (expected === undefined) expect(id).toBeUndefined();
    else expect(id).toMatch(expected);
    const { documents } = await classify(name, 'a cat', 'a fast car');
    expect(documents.map((one) => one.ok && one.predicted[0]?.className)).toEqual(['animal', 'vehicle']);
  });

  it.each([
    ['en', /^static-multi-128:/],
    ['de', /^static-multi-128:/],
    ['sw', undefined],
  ])('of a multilingual project in %s is %s', async (language, expected) => {
    const id = await build({ name: `multilingual-${language}`, kind: 'single', language, multilingual: true });
    if (expected === undefined) expect(id).toBeUndefined();
    else expect(id).toMatch(expected);
  });

  it('lets a multilingual project answer in languages that it was not trained in', async () => {
    await build({ name: 'abroad', kind: 'single', language: 'en', multilingual: true });
    const asked = ['eine Katze', 'el gato duerme', 'ein schnelles Auto', 'una strada'];
    const { documents } = await classify('abroad', ...asked);
    expect(documents.map((one) => one.ok && one.predicted[0]?.className)).toEqual([
      'animal',
      'animal',
      'vehicle',
      'vehicle',
    ]);
  });

  it('helps with words that no training text has', async () => {
    await build({ name: 'unseen', kind: 'single', language: 'en' });
    const { documents } = await classify('unseen', 'kittens', 'trucks');
    expect(documents.map((one) => one.ok && one.predicted[0]?.className)).toEqual(['animal', 'vehicle']);
  });

  it('is refused when there is none of that name, and none takes it away', async () => {
    const patch = { kind: 'single', language: 'en', settings: { encoder: 'bert' } } as const;
    const asked = test.engine.projects.createOrChange(owner, 'named', patch);
    await expect(asked).rejects.toThrow(
      'Field "settings.encoder": must be one of default, none, static-en-144, static-multi-128, got "bert".',
    );
  });

  it('that is gone is named by the model that needs it', async () => {
    await build({ name: 'gone', kind: 'single', language: 'en' });
    const { id } = await test.engine.models.get(owner, 'gone', 'm');
    const report = JSON.stringify({ encoder: { id: 'minilm:1', used: true } });
    await db.updateTable('model').set({ report }).where('model.id', '=', id).execute();
    await expect(classify('gone', 'a cat')).rejects.toMatchObject({
      code: 'model/encoder-missing',
      parameters: { modelName: 'm', encoder: 'minilm:1', available: 'static-en-144, static-multi-128' },
    });
  });
});

describe('a model whose built-in table is of another version', () => {
  const sentence =
    /^The model "m" needs the encoder "static-multi-128:old", which this server does not have; it has static-en-144, static-multi-128\.$/;

  it('answers nothing, by call and by stream', async () => {
    await build({ name: 'version', kind: 'single', language: 'en' });
    const { id } = await test.engine.models.get(owner, 'version', 'm');
    // The model's file names the English table; it gets another one.
    const report = JSON.stringify({ encoder: { id: 'static-multi-128:old', used: true } });
    await db.updateTable('model').set({ report }).where('model.id', '=', id).execute();
    await expect(classify('version', 'a cat')).rejects.toThrow(sentence);
    const body = Readable.from([Buffer.from('{"text": "a cat"}\n')]);
    const rows = await test.engine.prediction.classifyStream(owner, 'version', 'd', {
      format: 'jsonl',
      body,
      task: rowIdsTask,
      options: undefined,
    });
    await expect(rows.next()).rejects.toThrow(sentence);
  });
});

describe('the out-of-scope setting', () => {
  it('gives foreign texts no answer, and changes no score', async () => {
    const input = { name: 'scope', kind: 'single', language: 'en' } as const;
    await build(input, [...varied('animal'), ...varied('vehicle')]);
    const texts = [
      ...varied('animal', 10).map((row) => row.split(',')[0] ?? ''),
      'quarterly yields of municipal bonds',
    ];
    const before = await classify('scope', ...texts);
    await test.engine.projects.change(owner, 'scope', { settings: { outOfScope: 0.9 } });
    const after = await classify('scope', ...texts);
    const silent = after.documents.map((one) => one.ok && one.abstained);
    expect(silent.slice(0, 10).filter(Boolean).length).toBeLessThan(4);
    expect(silent.at(-1)).toBe(true);
    expect(after.documents.at(-1)).toMatchObject({ predicted: [{ className: 'None' }] });
    const scores = ({ documents }: typeof after) => documents.map((one) => one.ok && one.scores);
    expect(scores(after)).toEqual(scores(before));
  });

  it.each([
    ['multi', { outOfScope: 0.9 }, 'settings.outOfScope'],
    ['single', { outOfScope: 1 }, 'settings.outOfScope'],
    ['single', { outOfScope: 0.4 }, 'settings.outOfScope'],
    ['single', { atLeastOne: true }, 'settings.atLeastOne'],
    ['single', { seed: 1.5 }, 'settings.seed'],
  ] as const)('%s %o is refused by the field', async (kind, settings, field) => {
    const asked = test.engine.projects.createOrChange(owner, 'refused', { kind, language: 'en', settings });
    await expect(asked).rejects.toMatchObject({ code: 'input/invalid', parameters: { field } });
  });
});
