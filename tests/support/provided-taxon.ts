import { readExample } from '@taxon/testkit/data/labels-file';
import type { ServerAccess } from '@taxon/testkit/drivers/raw-http';
import {
  jobLocation,
  type RuntimeDocument,
  type RuntimeVersion,
  submit,
  submitBody,
  type Target,
} from '@taxon/testkit/drivers/runtime-driver';
import { clientOf } from '@taxon/testkit/drivers/taxon-client';
import { inject } from 'vitest';

export const support: Target = { project: 'support', deployment: 'production', kind: 'single' };
export const films: Target = { project: 'films', deployment: 'production', kind: 'multi' };

/** The product that tests/conformance/setup.ts started. */
export function providedTaxon(): ServerAccess & { readonly dataDirectory: string; readonly pid: number } {
  return {
    url: inject('taxonUrl'),
    key: inject('taxonOwnerKey'),
    dataDirectory: inject('taxonDataDirectory'),
    pid: inject('taxonPid'),
  };
}

/** The first texts of an example, with the ids "0", "1"…, as the vendor's clients number strings. */
export async function exampleDocuments(target: Target, count: number): Promise<RuntimeDocument[]> {
  const { texts } = await readExample(target.kind === 'single' ? 'support-tickets' : 'film-notes');
  return [...texts.values()].slice(0, count).map(({ text }, index) => ({ id: String(index), text, language: 'en' }));
}

/** Submits documents to the support project, which must accept them. Answers the address of the job. */
export async function acceptTickets(
  version: RuntimeVersion,
  documents: readonly RuntimeDocument[],
  extra: object = {},
): Promise<string> {
  return jobLocation(await submit(providedTaxon(), version, submitBody(version, support, documents, extra)));
}

/** Access with a new key that may only classify, as an application gets it. */
export async function asApplication(name: string): Promise<ServerAccess> {
  const taxon = providedTaxon();
  const body = { name: name.slice(0, 50), role: 'predict-only' } as const;
  const { secret } = await clientOf(taxon).call('createKey', { body });
  return { url: taxon.url, key: secret };
}
