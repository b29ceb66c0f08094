import type { V1Answer } from '@taxon/contract';
import type { V1Door } from './use-v1.ts';

const sentence = (label: string, index: number) =>
  label === 'Billing' ? `invoice refund payment number ${index}` : `password login account number ${index}`;

/** 24 rows of two classes as CSV, 18 to train with and 6 to test with. `__proto__` is a name that objects inherit. */
export const ticketRows = [
  'id,text,label,language,dataset',
  ...Array.from({ length: 24 }, (_, index) => {
    const label = index % 2 === 0 ? 'Billing' : '__proto__';
    return `row-${index},"${sentence(label, index)}",${label},en,${index < 18 ? 'train' : 'test'}`;
  }),
].join('\n');

/** Makes an empty single-label project. */
export async function makeProject({ ok }: V1Door, project: string, kind: 'single' | 'multi' = 'single'): Promise<void> {
  await ok('putProject', { params: { project }, payload: { kind, language: 'en' } });
}

/** Imports rows as a client and a worker do, and answers the ended operation. */
export async function importRows(
  { ok, server }: V1Door,
  project: string,
  payload: string,
  contentType = 'text/csv',
): Promise<V1Answer<'getOperation'>> {
  const headers = { 'content-type': contentType };
  const { id } = (await ok('importRows', { params: { project }, payload, headers })).body;
  await server.work('import-rows', id);
  return (await ok('getOperation', { params: { operation: id } })).body;
}

/** Trains as a client and a worker do, and answers the ended training. */
export async function trainModel(
  { ok, server }: V1Door,
  project: string,
  payload: { readonly model: string; readonly evaluation?: { readonly kind: 'manual' }; readonly seed?: number },
): Promise<V1Answer<'getTraining'>> {
  const { id } = (await ok('train', { params: { project }, payload })).body;
  await server.work('train', id);
  return (await ok('getTraining', { params: { project, operation: id } })).body;
}

/** A project with the ticket rows and a model `m1`, which is tested on their 6 test rows. */
export async function trainTickets(v1: V1Door, project: string): Promise<void> {
  await makeProject(v1, project);
  await importRows(v1, project, ticketRows);
  await trainModel(v1, project, { model: 'm1', evaluation: { kind: 'manual' }, seed: 7 });
}
