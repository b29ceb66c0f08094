// A text gets the same score at every door, to the last printed digit. It is the score of the evaluation.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { classify, openEncoder, openModel, trainSingleLabel } from '@taxon/classifier';
import type { TaxonClient } from '@taxon/client';
import { copyExample, type LabelledText } from '@taxon/testkit/data/labels-file';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import { classifyAll, type Target } from '@taxon/testkit/drivers/runtime-driver';
import {
  asCategory,
  bare,
  classifyNow,
  classifyRows,
  clientOf,
  evaluatedDocuments,
} from '@taxon/testkit/drivers/taxon-client';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { repositoryRoot } from '@taxon/testkit/repository';
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

describe.each([
  ['support-tickets', 'single'],
  ['film-notes', 'multi'],
] as const)('%s', (example, kind) => {
  const target: Target = { project: example, deployment: 'production', kind };

  it('every door prints the scores of the evaluation', async () => {
    const { file, texts } = await copyExample(taxon.dataDirectory, example, example);
    await new AuthoringDriver(taxon).buildDeployment(example, file, { kind: 'percentage' });
    const evaluated = await evaluatedDocuments(client, example);
    expect(evaluated.length).toBeGreaterThan(20);
    const documents = evaluated.map(({ name }) => ({ id: name, text: texts.get(name)?.text ?? '', language: 'en' }));
    const synchronous = await classifyNow(client, target, documents);
    const predicted = new Map([...synchronous].map(([id, answer]) => [id, answer.predicted.map(asCategory)]));
    for (const version of ['november2021', '2022-05-01', '2022-10-01-preview', '2023-04-01'] as const) {
      expect(await classifyAll(taxon, version, target, documents)).toEqual(predicted);
    }
    expect(await classifyRows(client, target, documents)).toEqual(
      new Map([...synchronous].map(([id, one]) => [id, bare(one)])),
    );
    for (const { name, scores, predicted: classes } of evaluated) {
      const answer = synchronous.get(name);
      expect(answer?.scores.map(({ score }) => score)).toEqual(
        scores.map((score) => Number(score.toFixed(6))).toSorted((a, b) => b - a),
      );
      expect(answer?.predicted.map((one) => one.class).toSorted()).toEqual(classes.toSorted());
    }
  });

  it('the same data and seed give the same model again', async () => {
    const authoring = new AuthoringDriver(taxon);
    const before = await evaluatedDocuments(client, example);
    await authoring.train(example, 'model-again', { kind: 'percentage' });
    expect(await evaluatedDocuments(client, example, 'model-again')).toEqual(before);
  });
});

describe('a single-label project that answers None to foreign texts', () => {
  const project = 'support-scope';
  const target: Target = { project, deployment: 'production', kind: 'single' };
  const foreign = ['lattice vibrations of superconducting crystals', 'Le dragon dort sous la montagne'];

  it('has the scores of the package itself at every door, and the same silence', async () => {
    const { file, texts } = await copyExample(taxon.dataDirectory, 'support-tickets', project);
    await new AuthoringDriver(taxon).buildDeployment(project, file, { kind: 'percentage' });
    await client.call('changeProject', { params: { project }, body: { settings: { outOfScope: 0.9 } } });
    const evaluated = await evaluatedDocuments(client, project);
    const tested = evaluated.map(({ name }) => ({ id: name, text: texts.get(name)?.text ?? '', language: 'en' }));
    const documents = [...tested, ...foreign.map((text, at) => ({ id: `foreign-${at}`, text, language: 'en' }))];

    const synchronous = await classifyNow(client, target, documents);
    const predicted = new Map([...synchronous].map(([id, answer]) => [id, answer.predicted.map(asCategory)]));
    for (const version of ['november2021', '2022-05-01', '2022-10-01-preview', '2023-04-01'] as const) {
      expect(await classifyAll(taxon, version, target, documents)).toEqual(predicted);
    }
    const bareAnswers = new Map([...synchronous].map(([id, one]) => [id, bare(one)]));
    expect(await classifyRows(client, target, documents)).toEqual(bareAnswers);

    const model = await trainWithPackage(project, texts, new Set(evaluated.map(({ name }) => name)));
    expect(model.dense?.encoder.id).toMatch(/^static-en-144:/);
    const own = classify(
      model,
      documents.map(({ text }) => text),
      { inScopeShare: 0.9 },
    );
    const byClass = new Map(evaluated.map((one) => [one.name, one.scores.map((score) => Number(score.toFixed(6)))]));
    for (const [at, { scores, abstained }] of own.entries()) {
      const id = documents[at]?.id ?? '';
      const ranking = [...scores].toSorted((a, b) => b - a);
      expect(byClass.get(id) ?? [...scores]).toEqual([...scores]);
      expect(synchronous.get(id)?.scores.map(({ score }) => score)).toEqual(ranking);
      const none = Number((1 - (ranking[0] ?? 0)).toFixed(6));
      if (abstained) expect(bareAnswers.get(id)?.predicted).toEqual([{ class: 'None', score: none }]);
      else expect(bareAnswers.get(id)?.predicted[0]?.score).toBe(ranking[0]);
    }
    expect(own.filter(({ abstained }) => abstained).length).toBeGreaterThan(0);
    expect(own.filter(({ abstained }) => abstained).length).toBeLessThan(own.length / 2);
  });
});

/** The model that the product must have trained: without the test documents, with the project's seed and encoder. */
async function trainWithPackage(project: string, texts: ReadonlyMap<string, LabelledText>, tested: Set<string>) {
  const training = [...texts].filter(([name, { dataset }]) => !tested.has(name) && dataset !== 'Test');
  const classes = [...new Set(training.flatMap(([, { labels }]) => labels))].toSorted();
  const documents = training.flatMap(
    ([
      id,
      {
        text,
        labels: [label],
      },
    ]) => (label === undefined ? [] : [{ id, text, labels: [classes.indexOf(label)] }]),
  );
  const encoder = openEncoder(await readFile(`${repositoryRoot}/packages/classifier/assets/static-en-144.bin`));
  const seed = createHash('sha256').update(project, 'utf8').digest().readUInt32BE(0);
  return openModel(trainSingleLabel({ classes, documents }, { seed, encoder }).bytes, { encoders: [encoder] });
}
