// Settings that change what is on the wire. Each is tested on a started product of its own.

import { copyExample } from '@taxon/testkit/data/labels-file';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import { call } from '@taxon/testkit/drivers/raw-http';
import { jobLocation, languageTask, type RuntimeJob, submit, submitBody } from '@taxon/testkit/drivers/runtime-driver';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterEach, describe, expect, it } from 'vitest';
import { films } from '../support/provided-taxon.ts';

let taxon: TaxonProcess;

async function startWith(environment: Record<string, string>): Promise<void> {
  taxon = await startTaxon({ environment });
  const { file } = await copyExample(taxon.dataDirectory, 'film-notes', 'films');
  await new AuthoringDriver(taxon).buildDeployment('films', file);
}

afterEach(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
});

/** The answer to the poll of an ended job, as text. */
async function finalAnswer(location: string): Promise<RuntimeJob> {
  for (;;) {
    const job = (await call(taxon, location)).body as RuntimeJob;
    if (job.status !== 'notStarted' && job.status !== 'running') return job;
  }
}

const documents = [
  { id: 'doc1', text: 'A tense chase through the city, and nobody can be trusted' },
  { id: 'doc2', text: 'We laughed until the credits' },
];

describe('settings', () => {
  it('TAXON_DOCUMENTED_V32_FORM: exactly what the November 2021 documentation printed', async () => {
    await startWith({ TAXON_DOCUMENTED_V32_FORM: 'on' });
    const body = submitBody('november2021', films, documents, { displayName: 'Classifying documents' });
    const job = await finalAnswer(jobLocation(await submit(taxon, 'november2021', body)));
    const members = [
      'createdDateTime',
      'displayName',
      'expirationDateTime',
      'jobId',
      'lastUpdateDateTime',
      'status',
      'errors',
      'tasks',
    ];
    expect(Object.keys(job)).toEqual(members);
    expect(job).toMatchObject({
      displayName: 'Classifying documents',
      status: 'completed',
      errors: [],
      tasks: {
        details: { name: 'Classifying documents', status: 'completed' },
        completed: 1,
        failed: 0,
        inProgress: 0,
        total: 1,
        tasks: {
          customMultiClassificationTasks: [
            {
              name: 'Classifying documents',
              status: 'completed',
              results: { documents: [{ id: 'doc1' }, { id: 'doc2' }], errors: [] },
            },
          ],
        },
      },
    });
    const [document] =
      (job.tasks as unknown as { tasks: { customMultiClassificationTasks: { results: { documents: object[] } }[] } })
        .tasks.customMultiClassificationTasks[0]?.results.documents ?? [];
    expect(Object.keys(document ?? {})).toEqual(['id', 'classes', 'warnings']);
  });

  it('TAXON_STRICT_JOB_STATUS: the contract’s words for jobs with failed tasks', async () => {
    await startWith({ TAXON_STRICT_JOB_STATUS: 'on' });
    const missing = languageTask({ ...films, project: 'nowhere' }, 'bad');
    const run = async (tasks: readonly object[]): Promise<RuntimeJob> =>
      finalAnswer(jobLocation(await submit(taxon, '2023-04-01', { analysisInput: { documents }, tasks })));
    const partial = await run([languageTask(films, 'good'), missing]);
    expect(partial.status).toBe('partiallyCompleted');
    expect(partial.errors).toMatchObject([{ target: '#/tasks/items/1', message: expect.stringContaining('nowhere') }]);
    expect(partial.tasks.items?.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    const failed = await run([missing]);
    expect(failed.status).toBe('failed');
    expect(failed).toHaveProperty('error.message', expect.stringContaining('nowhere'));
  });
});
