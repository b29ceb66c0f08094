// The settings of a deployment count at every door at once. They never count for another deployment.

import type { TaxonClient } from '@taxon/client';
import { copyExample } from '@taxon/testkit/data/labels-file';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import { type Category, classifyAll, type RuntimeDocument, type Target } from '@taxon/testkit/drivers/runtime-driver';
import {
  asCategory,
  type BareAnswer,
  bare,
  classifyNow,
  classifyRows,
  clientOf,
  evaluatedDocuments,
} from '@taxon/testkit/drivers/taxon-client';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let taxon: TaxonProcess;
let client: TaxonClient;

beforeAll(async () => {
  taxon = await startTaxon();
  client = clientOf(taxon);
});

afterAll(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
});

const runtimeVersions = ['november2021', '2022-05-01', '2022-10-01-preview', '2023-04-01'] as const;

/** Trains the example and deploys its model twice. Answers the test documents. */
async function build(example: 'film-notes' | 'support-tickets'): Promise<RuntimeDocument[]> {
  const { file, texts } = await copyExample(taxon.dataDirectory, example, example);
  await new AuthoringDriver(taxon).buildDeployment(example, file, { kind: 'percentage' });
  await client.run('deploy', { params: { project: example, deployment: 'untouched' }, body: { model: 'model' } });
  const evaluated = await evaluatedDocuments(client, example);
  return evaluated.map(({ name }) => ({ id: name, text: texts.get(name)?.text ?? '', language: 'en' }));
}

type Settings = Parameters<typeof client.call<'changeDeployment'>>[1]['body']['settings'];

async function change({ project, deployment }: Target, settings: Settings): Promise<void> {
  await client.call('changeDeployment', { params: { project, deployment }, body: { settings } });
}

/** The classes that all doors predict. They must be the same. */
async function askEveryDoor(target: Target, documents: readonly RuntimeDocument[]) {
  const answers = await classifyNow(client, target, documents);
  expect(await classifyRows(client, target, documents)).toEqual(
    new Map([...answers].map(([id, answer]) => [id, bare(answer)])),
  );
  const predicted = new Map([...answers].map(([id, answer]) => [id, answer.predicted.map(asCategory)]));
  for (const version of runtimeVersions)
    expect(await classifyAll(taxon, version, target, documents)).toEqual(predicted);
  return { answers, predicted };
}

const names = (categories: readonly Category[] | undefined) => categories?.map(({ category }) => category);
const scoresOf = (answers: ReadonlyMap<string, BareAnswer>) =>
  new Map([...answers].map(([id, { scores }]) => [id, scores.map((one) => [one.class, one.score])]));

describe('a multi-label deployment with thresholds of its own', () => {
  const target: Target = { project: 'film-notes', deployment: 'production', kind: 'multi' };
  const other: Target = { ...target, deployment: 'untouched' };

  it('answers by them at every door', async () => {
    const documents = await build('film-notes');
    const before = await askEveryDoor(target, documents);
    const classes = [...before.answers.values()][0]?.scores.map((one) => one.class) ?? [];
    const thresholds = Object.fromEntries(classes.map((name, at) => [name, at % 2 === 0 ? 0.05 : 0.9]));
    await change(target, { thresholds, atLeastOne: false });
    const after = await askEveryDoor(target, documents);
    expect(scoresOf(after.answers)).toEqual(scoresOf(before.answers));
    expect(after.predicted).not.toEqual(before.predicted);
    for (const [id, { scores }] of after.answers) {
      const expected = scores.filter((one) => one.score >= (thresholds[one.class] ?? 1)).map((one) => one.class);
      expect(names(after.predicted.get(id))).toEqual(expected);
    }
    expect((await askEveryDoor(other, documents)).predicted).toEqual(before.predicted);
    await change(target, { thresholds: null, atLeastOne: null });
    expect((await askEveryDoor(target, documents)).predicted).toEqual(before.predicted);
  });
});

describe('a single-label deployment with an out-of-scope share of its own', () => {
  const target: Target = { project: 'support-tickets', deployment: 'production', kind: 'single' };
  const foreign = { id: 'foreign', text: 'Le dragon dort sous la montagne', language: 'fr' };

  it('is silent at every door', async () => {
    const documents = [...(await build('support-tickets')), foreign];
    const before = await askEveryDoor(target, documents);
    expect([...before.predicted.values()].flatMap(names)).not.toContain('None');
    await change(target, { outOfScope: 0.9 });
    const after = await askEveryDoor(target, documents);
    expect(scoresOf(after.answers)).toEqual(scoresOf(before.answers));
    expect(names(after.predicted.get('foreign'))).toEqual(['None']);
    await change(target, { outOfScope: 1, confidenceThreshold: 1 });
    const strict = await askEveryDoor(target, documents);
    expect(new Set([...strict.predicted.values()].flatMap(names))).toEqual(new Set(['None']));
    expect((await askEveryDoor({ ...target, deployment: 'untouched' }, documents)).predicted).toEqual(before.predicted);
  });
});
