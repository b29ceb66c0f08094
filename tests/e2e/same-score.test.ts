// The same text gets the same score through every door, to the last printed digit, and it is the evaluated one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthoringDriver } from '../support/authoring-driver.ts';
import { call, expectStatus } from '../support/http-client.ts';
import { copyExample } from '../support/labels-file.ts';
import { type Category, classifyAll, type Target } from '../support/runtime-driver.ts';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '../support/taxon-process.ts';

let taxon: TaxonProcess;

beforeAll(async () => {
  taxon = await startTaxon();
});

afterAll(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
});

interface Score {
  readonly class: string;
  readonly score: number;
}

interface Evaluated {
  readonly name: string;
  readonly predicted: readonly string[];
  readonly scores: readonly number[];
}

describe.each([
  ['support-tickets', 'single'],
  ['film-notes', 'multi'],
] as const)('%s', (example, kind) => {
  const target: Target = { project: example, deployment: 'production', kind };

  it('every door prints the scores of the evaluation', async () => {
    const { file, texts } = await copyExample(taxon.dataDirectory, example, example);
    await new AuthoringDriver(taxon).buildDeployment(example, file, { kind: 'percentage' });
    const evaluated = await evaluatedDocuments(example);
    expect(evaluated.length).toBeGreaterThan(20);
    const documents = evaluated.map(({ name }) => ({ id: name, text: texts.get(name)?.text ?? '', language: 'en' }));
    const synchronous = await classifyNow(target, documents);
    const predicted = new Map([...synchronous].map(([id, answer]) => [id, answer.predicted.map(asCategory)]));
    for (const door of ['november2021', '2022-05-01', '2022-10-01-preview', '2023-04-01'] as const) {
      expect(await classifyAll(taxon, door, target, documents)).toEqual(predicted);
    }
    expect(await classifyRows(target, documents)).toEqual(
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
    const before = await evaluatedDocuments(example);
    await authoring.train(example, 'model-again', { kind: 'percentage' });
    expect(await evaluatedDocuments(example, 'model-again')).toEqual(before);
  });
});

function asCategory({ class: category, score }: Score): Category {
  return { category, confidenceScore: score };
}

async function evaluatedDocuments(project: string, model = 'model'): Promise<Evaluated[]> {
  const path = `/v1/projects/${project}/models/${model}/evaluation/documents?top=1000`;
  return (expectStatus(await call(taxon, path), 200, path).body as { items: Evaluated[] }).items;
}

async function classifyNow(
  { project, deployment }: Target,
  documents: readonly { id: string; text: string }[],
): Promise<Map<string, { predicted: readonly Score[]; scores: readonly Score[] }>> {
  const answers = new Map<string, { predicted: readonly Score[]; scores: readonly Score[] }>();
  for (let start = 0; start < documents.length; start += 25) {
    const path = `/v1/projects/${project}/deployments/${deployment}:classify`;
    const body = { documents: documents.slice(start, start + 25) };
    const answer = expectStatus(await call(taxon, path, { method: 'POST', body }), 200, path);
    const { documents: classified } = answer.body as {
      documents: { id: string; predicted: Score[]; scores: Score[] }[];
    };
    for (const { id, ...scores } of classified) answers.set(id, scores);
  }
  return answers;
}

interface Answer {
  readonly predicted: readonly Score[];
  readonly scores: readonly Score[];
}

/** Classes and scores alone, without what a door says beside them. */
function bare({ predicted, scores }: Answer): Answer {
  const only = (some: readonly Score[]) => some.map((one) => ({ class: one.class, score: one.score }));
  return { predicted: only(predicted), scores: only(scores) };
}

async function classifyRows({ project, deployment }: Target, documents: readonly object[]) {
  const url = `${taxon.url}/v1/projects/${project}/deployments/${deployment}:classifyStream?top=200`;
  const headers = { authorization: `Bearer ${taxon.ownerKey}`, 'content-type': 'application/x-ndjson' };
  const body = documents.map((document) => JSON.stringify(document)).join('\n');
  const lines = (await (await fetch(url, { method: 'POST', headers, body })).text()).trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as Answer & { id: string });
  return new Map(rows.map(({ id, ...answer }) => [id, bare(answer)]));
}
