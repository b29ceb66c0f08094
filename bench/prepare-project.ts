import { type LabelledText, readExample, writeProject } from '@taxon/testkit/data/labels-file';
import { readDataSet, sharedDataAvailable } from '@taxon/testkit/data/shared-data';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import type { RuntimeDocument, Target } from '@taxon/testkit/drivers/runtime-driver';
import { treeCpuSeconds } from '@taxon/testkit/process/process-tree';
import type { TaxonProcess } from '@taxon/testkit/process/taxon-process';
import type { Figures } from './figure.ts';

export interface PreparedProject {
  readonly target: Target;
  /** Texts to classify: the test part. */
  readonly documents: readonly RuntimeDocument[];
  readonly figures: Figures;
}

/**
 * Imports, trains and deploys Banking77 and measures the times. Where the data set is missing, it takes the support
 * tickets. Their figures have names of their own and no aims.
 */
export async function prepareProject(taxon: TaxonProcess): Promise<PreparedProject> {
  const name = sharedDataAvailable ? 'banking77' : 'support-tickets';
  const documents = sharedDataAvailable
    ? await readBanking()
    : [...(await readExample('support-tickets')).texts.values()];
  const { file, texts } = await writeProject(taxon.dataDirectory, name, 'CustomSingleLabelClassification', documents);
  const authoring = new AuthoringDriver(taxon);
  const importSeconds = await seconds(() => authoring.importProject(name, file, 300_000));
  const cpuBefore = treeCpuSeconds(taxon.pid);
  const trainSeconds = await seconds(() => authoring.train(name, 'model', { kind: 'manual' }, 300_000));
  const trainCpuSeconds = treeCpuSeconds(taxon.pid) - cpuBefore;
  await authoring.deploy(name, 'production', 'model');
  const { microF1 } = await authoring.evaluationMetrics(name, 'model');
  const aims = sharedDataAvailable ? { train: { aim: '<= 8' }, accuracy: { aim: '>= 90.5' } } : {};
  return {
    target: { project: name, deployment: 'production', kind: 'single' },
    documents: [...texts]
      .filter(([, { dataset }]) => dataset === 'Test')
      .map(([id, { text }]) => ({ id, text, language: 'en' })),
    figures: {
      [`${name} import`]: { value: importSeconds, unit: 's' },
      [`${name} train and evaluate`]: { value: trainSeconds, unit: 's', ...aims.train },
      [`${name} train and evaluate, CPU`]: { value: trainCpuSeconds, unit: 's' },
      [`${name} accuracy`]: { value: microF1 * 100, unit: '%', ...aims.accuracy },
    },
  };
}

async function readBanking(): Promise<LabelledText[]> {
  return [...(await readDataSet('banking77', 'train', 'Train')), ...(await readDataSet('banking77', 'test', 'Test'))];
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return (performance.now() - began) / 1000;
}
