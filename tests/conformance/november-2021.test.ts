// The call as the documentation of November 2021 describes it, beside what the service really sent then.

import { Agent } from 'node:http';
import { call } from '@taxon/testkit/drivers/raw-http';
import { jobLocation, november2021, type RuntimeJob, submit, waitForJob } from '@taxon/testkit/drivers/runtime-driver';
import { describe, expect, it } from 'vitest';
import { films, providedTaxon, support } from '../support/provided-taxon.ts';

const taxon = providedTaxon();

/** The documented request: a display name, language tags with a region, `stringIndexType` in the parameters. */
function documentedBody(
  task: string,
  { project, deployment }: { project: string; deployment: string },
  comma: ',' | '',
): string {
  return `{
    "displayName": "Classifying documents",
    "analysisInput": {
        "documents": [
            { "id": "doc1", "language": "en-us", "text": "I was charged twice for my last invoice" },
            { "id": "doc2", "language": "en-us", "text": "The app crashes when I open it" }
        ]
    },
    "tasks": {
        "${task}": [
            {
                "parameters": {
                    "project-name": "${project}",
                    "deployment-name": "${deployment}"${comma}
                    "stringIndexType": "TextElements_v8"
                }
            }
        ]
    }
}`;
}

interface DocumentedJob extends RuntimeJob {
  readonly statistics?: object;
  readonly tasks: RuntimeJob['tasks'] & {
    readonly details?: { readonly name: string; readonly lastUpdateDateTime: string; readonly status: string };
    readonly tasks?: Readonly<Record<string, readonly object[]>>;
  };
}

async function run(task: string, target: { project: string; deployment: string }, query = ''): Promise<DocumentedJob> {
  const location = jobLocation(await submit(taxon, 'november2021', documentedBody(task, target, ',')));
  return (await waitForJob(taxon, location, query)) as DocumentedJob;
}

describe('the documented request', () => {
  it('[10.13] as printed, without its comma: 400 with line and column', async () => {
    const answer = await submit(taxon, 'november2021', documentedBody('customMultiClassificationTasks', films, ''));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'InvalidRequest', innererror: { code: 'InvalidRequestBodyFormat' } },
    });
    expect(answer.text).toMatch(/line 15/i);
    expect(answer.text).toMatch(/column 21/i);
  });

  it('with its comma: works, stringIndexType and all', async () => {
    const job = await run('customMultiClassificationTasks', films);
    expect(job.status).toBe('succeeded');
    expect(job.displayName).toBe('Classifying documents');
    expect(job.tasks.customMultiClassificationTasks?.[0]?.results.documents.map(({ id }) => id)).toEqual([
      'doc1',
      'doc2',
    ]);
  });

  it('accepts the single-label task under both of its documented names', async () => {
    for (const name of ['customSingleClassificationTasks', 'customClassificationTasks']) {
      const job = await run(name, support);
      expect(job.tasks.customSingleClassificationTasks?.[0]?.results.documents).toHaveLength(2);
    }
  });

  it('accepts text/json', async () => {
    const body = documentedBody('customSingleClassificationTasks', support, ',');
    const answer = await submit(taxon, 'november2021', body, { 'content-type': 'text/json', accept: 'text/json' });
    expect(answer.status).toBe(202);
  });

  it('accepts nine task lists, most of them empty, before the documents', async () => {
    const body = {
      tasks: {
        entityRecognitionTasks: [],
        entityRecognitionPiiTasks: [],
        keyPhraseExtractionTasks: [],
        entityLinkingTasks: [],
        sentimentAnalysisTasks: [],
        extractiveSummarizationTasks: [],
        customEntityRecognitionTasks: [],
        customSingleClassificationTasks: [
          { parameters: { 'project-name': 'support', 'deployment-name': 'production' }, taskName: '0' },
        ],
        customMultiClassificationTasks: [],
      },
      analysisInput: { documents: [{ id: '0', text: 'My invoice is wrong', language: 'en' }] },
    };
    const job = await waitForJob(taxon, jobLocation(await submit(taxon, 'november2021', body)));
    expect(job.tasks.customSingleClassificationTasks?.[0]).toMatchObject({ taskName: '0' });
    expect(job.tasks.total).toBe(1);
  });
});

describe('the documented answer, beside the real one', () => {
  it('prints classes beside classification and classifications, with the same scores', async () => {
    const single = (await run('customSingleClassificationTasks', support)).tasks.customSingleClassificationTasks?.[0];
    for (const document of single?.results.documents ?? []) {
      expect(document.classes).toEqual([document.classification]);
    }
    const multi = (await run('customMultiClassificationTasks', films)).tasks.customMultiClassificationTasks?.[0];
    for (const document of multi?.results.documents ?? []) expect(document.classes).toEqual(document.classifications);
  });

  it('prints tasks.details, the nested tasks, names, status beside state', async () => {
    const job = await run('customMultiClassificationTasks', films);
    expect(job.tasks.details).toMatchObject({
      name: 'Classifying documents',
      status: 'succeeded',
      lastUpdateDateTime: expect.stringMatching(/Z$/),
    });
    expect(job.tasks.tasks?.customMultiClassificationTasks).toEqual(job.tasks.customMultiClassificationTasks);
    expect(job.tasks.customMultiClassificationTasks?.[0]).toMatchObject({ state: 'succeeded', status: 'succeeded' });
    expect(job.tasks.customMultiClassificationTasks?.[0]).toHaveProperty('name');
  });

  it('prints statistics with showStats', async () => {
    const job = await run('customMultiClassificationTasks', films, 'showStats=true');
    expect(job.statistics).toMatchObject({ documentsCount: 2, validDocumentsCount: 2, erroneousDocumentsCount: 0 });
    expect(job.tasks.customMultiClassificationTasks?.[0]?.results.statistics).toMatchObject({ documentsCount: 2 });
  });

  it('pages under @nextLink with dollar parameters', async () => {
    const location = jobLocation(
      await submit(taxon, 'november2021', documentedBody('customMultiClassificationTasks', films, ',')),
    );
    const job = await waitForJob(taxon, location, '$top=1&$skip=0');
    expect(job['@nextLink']?.startsWith(`${taxon.url}${november2021}/jobs/${job.jobId}?`)).toBe(true);
    expect(job['@nextLink']).toContain('$skip=1');
    const next = (await call(taxon, job['@nextLink'] ?? '')).body as RuntimeJob;
    expect(next['@nextLink']).toBeUndefined();
    expect(next.tasks.customMultiClassificationTasks?.[0]?.results.documents.map(({ id }) => id)).toEqual(['doc2']);
  });

  it('has no cancel', async () => {
    const location = jobLocation(
      await submit(taxon, 'november2021', documentedBody('customMultiClassificationTasks', films, ',')),
    );
    expect((await call(taxon, `${location}:cancel`, { method: 'POST' })).status).toBe(404);
  });
});

describe('the shim for clients that lost the job’s address', () => {
  it('answers 404 where no job of this caller fits', async () => {
    // It uses a connection of its own. On a connection that has just polled a job, the shim would answer with that job.
    const agent = new Agent();
    const answer = await call(taxon, '/text/analytics/v3.2-preview.2?$top=20&$skip=0', { agent });
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: { code: 'NotFound' } });
  });
});
