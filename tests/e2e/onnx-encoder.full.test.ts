// A user's own sentence encoder: the real all-MiniLM-L6-v2 with 8-bit weights, run by onnxruntime-node. Network and
// packages are installed on demand; where that cannot be, the tests are skipped and say so.

import { copyExample } from '@taxon/testkit/data/labels-file';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import { classifyAll, type Target } from '@taxon/testkit/drivers/runtime-driver';
import { type Classified, classifyNow, clientOf } from '@taxon/testkit/drivers/taxon-client';
import { installMiniLm } from '@taxon/testkit/encoders/minilm';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterAll, describe, expect, it } from 'vitest';

const miniLm = await installMiniLm();
const project = 'support-tickets';
const target: Target = { project, deployment: 'production', kind: 'single' };
const texts = [
  'My card was charged twice.',
  'The app crashes when I open it.',
  'The app crashes when I open it.',
  'xq',
];
const documents = texts.map((text, index) => ({ id: String(index), text, language: 'en' }));

let taxon: TaxonProcess | undefined;
let dataDirectory: string | undefined;

async function start(environment: Readonly<Record<string, string>>): Promise<TaxonProcess> {
  taxon = await startTaxon({ environment, ...(dataDirectory === undefined ? {} : { dataDirectory }) });
  dataDirectory = taxon.dataDirectory;
  return taxon;
}

async function stop(): Promise<void> {
  const code = await taxon?.stop();
  taxon = undefined;
  expect(code).toBe(0);
}

afterAll(async () => {
  await taxon?.stop();
  if (dataDirectory !== undefined) await removeDataDirectory(dataDirectory);
});

async function classify(at: TaxonProcess): Promise<readonly Classified[]> {
  return [...(await classifyNow(clientOf(at), target, documents)).values()];
}

function evaluation(at: TaxonProcess, model: string): Promise<unknown> {
  return clientOf(at).call('listEvaluatedDocuments', { params: { project, model }, query: { top: 1000 } });
}

function chooseEncoder(at: TaxonProcess, encoder: string): Promise<unknown> {
  return clientOf(at).call('changeProject', { params: { project }, body: { settings: { encoder } } });
}

describe.skipIf(miniLm === undefined)('an encoder of the user', () => {
  const encoder = { TAXON_ENCODER_DIR: miniLm?.encoderDirectory ?? '' };
  let scores: readonly Classified[];

  it('trains and serves; every door says the same', async () => {
    const at = await start(encoder);
    const { file } = await copyExample(at.dataDirectory, 'support-tickets', project);
    const authoring = new AuthoringDriver(at);
    await authoring.importProject(project, file);
    await expect(chooseEncoder(at, 'no-such-encoder')).rejects.toMatchObject({ status: 400 });
    await chooseEncoder(at, 'minilm');
    await authoring.train(project, 'model', { kind: 'percentage' });
    await authoring.deploy(project, 'production', 'model');
    expect((await authoring.evaluationMetrics(project, 'model')).microF1).toBeGreaterThan(0.8);
    scores = await classify(at);
    // The same text twice, the second time from memory.
    expect(scores[1]?.scores).toEqual(scores[2]?.scores);
    const best = scores.map(({ scores: [first] }) => first);
    for (const version of ['november2021', '2023-04-01'] as const) {
      const answers = await classifyAll(at, version, target, documents);
      for (const [index, one] of best.entries()) {
        expect(answers.get(String(index))).toEqual([{ category: one?.class, confidenceScore: one?.score }]);
      }
    }
  });

  it('a retraining finds the vectors in the database and gives the same model', async () => {
    const at = taxon ?? (await start(encoder));
    const authoring = new AuthoringDriver(at);
    const began = performance.now();
    await authoring.train(project, 'again', { kind: 'percentage' });
    console.info(`retrained with known vectors in ${Math.round(performance.now() - began)} ms`);
    expect(await evaluation(at, 'again')).toEqual(await evaluation(at, 'model'));
  });

  it('a model whose encoder is missing is refused with its name, and answers again once it is back', async () => {
    await stop();
    const without = await start({});
    await expect(classify(without)).rejects.toMatchObject({
      status: 500,
      message: expect.stringMatching(/needs the encoder "minilm:[0-9a-f]{16}", which this server does not have/),
    });
    await stop();
    const back = await start(encoder);
    expect(await classify(back)).toEqual(scores);
    await stop();
  });
});
