// Real data sets at Azure's doors: import, train, evaluate, deploy, classify. The F1 of the evaluation must be the F1
// that is counted from the runtime's answers.

import { copyExample, writeProject } from '@taxon/testkit/data/labels-file';
import { readDataSet, sharedDataAvailable } from '@taxon/testkit/data/shared-data';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import type { Target } from '@taxon/testkit/drivers/runtime-driver';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRuntimeToMatchEvaluation } from '../support/judge-evaluation.ts';

let taxon: TaxonProcess;
let authoring: AuthoringDriver;

beforeAll(async () => {
  taxon = await startTaxon();
  authoring = new AuthoringDriver(taxon);
});

afterAll(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
});

describe.each([
  ['support-tickets', 'single'],
  ['film-notes', 'multi'],
] as const)('example %s', (example, kind) => {
  const target: Target = { project: example, deployment: 'production', kind };

  it('goes the whole way', async () => {
    const { file, texts } = await copyExample(taxon.dataDirectory, example, example);
    await authoring.buildDeployment(example, file, { kind: 'percentage' });
    for (const version of ['november2021', '2023-04-01'] as const) {
      const found = await expectRuntimeToMatchEvaluation(taxon, authoring, target, 'model', texts, version);
      expect(found.documents).toBeGreaterThan(0);
      console.info(`${example} over ${version}: ${report(found)}`);
    }
  });
});

describe.skipIf(!sharedDataAvailable)('public data sets', () => {
  it('banking77: single-label, 77 classes, published split', async () => {
    const target: Target = { project: 'banking77', deployment: 'production', kind: 'single' };
    const found = await wholeWay('banking77', target, '2022-05-01');
    expect(found.documents).toBe(3_080);
    expect(found.microF1).toBeGreaterThanOrEqual(0.905);
  });

  it('reuters21578: multi-label, 90 classes, published split', { timeout: 400_000 }, async () => {
    const target: Target = { project: 'reuters21578', deployment: 'production', kind: 'multi' };
    const found = await wholeWay('reuters21578', target, 'november2021');
    expect(found.documents).toBe(3_019);
    expect(found.microF1).toBeGreaterThanOrEqual(0.85);
  });
});

async function wholeWay(
  set: string,
  target: Target,
  version: 'november2021' | '2022-05-01',
): Promise<{ microF1: number; documents: number }> {
  const documents = [...(await readDataSet(set, 'train', 'Train')), ...(await readDataSet(set, 'test', 'Test'))];
  const kind = target.kind === 'single' ? 'CustomSingleLabelClassification' : 'CustomMultiLabelClassification';
  const { file, texts } = await writeProject(taxon.dataDirectory, target.project, kind, documents);
  const steps: string[] = [];
  const timed = async (step: string, act: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await act();
    steps.push(`${step} ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };
  await timed('import', () => authoring.importProject(target.project, file));
  await timed('train', () => authoring.train(target.project, 'model', undefined, 240_000));
  await timed('deploy', () => authoring.deploy(target.project, 'production', 'model'));
  const found = await expectRuntimeToMatchEvaluation(taxon, authoring, target, 'model', texts, version);
  console.info(`${set}: ${steps.join(', ')}; ${report(found)}`);
  return found;
}

function report({ microF1, macroF1, documents }: { microF1: number; macroF1: number; documents: number }): string {
  return `${documents} test documents, micro F1 ${microF1.toFixed(4)}, macro F1 ${macroF1.toFixed(4)}`;
}
