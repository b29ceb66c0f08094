import { copyExample } from '@taxon/testkit/data/labels-file';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import {
  createDataDirectory,
  removeDataDirectory,
  startTaxon,
  type TaxonProcess,
} from '@taxon/testkit/process/taxon-process';
import type { TestProject } from 'vitest/node';
import { installClients } from '../clients/install.ts';

declare module 'vitest' {
  interface ProvidedContext {
    taxonUrl: string;
    taxonOwnerKey: string;
    taxonDataDirectory: string;
    taxonPid: number;
  }
}

let taxon: TaxonProcess | undefined;

/**
 * One really started product for the whole project, with both examples trained and deployed: `support` (single-label)
 * and `films` (multi-label), each with the deployment `production`.
 */
export async function setup(project: TestProject): Promise<void> {
  await installClients();
  const dataDirectory = await createDataDirectory();
  // Wrong keys are part of what is tested here.
  taxon = await startTaxon({ dataDirectory, environment: { TAXON_FAILED_KEYS_PER_MINUTE: '1000' } });
  const authoring = new AuthoringDriver(taxon);
  await authoring.buildDeployment('support', (await copyExample(dataDirectory, 'support-tickets', 'support')).file);
  await authoring.buildDeployment('films', (await copyExample(dataDirectory, 'film-notes', 'films')).file);
  project.provide('taxonUrl', taxon.url);
  project.provide('taxonOwnerKey', taxon.key);
  project.provide('taxonDataDirectory', dataDirectory);
  project.provide('taxonPid', taxon.pid);
}

export async function teardown(): Promise<void> {
  if (taxon === undefined) return;
  const code = await taxon.stop();
  await removeDataDirectory(taxon.dataDirectory);
  if (code !== 0) throw new Error(`taxon serve ended with ${code}:\n${taxon.output().slice(-4000)}`);
}
