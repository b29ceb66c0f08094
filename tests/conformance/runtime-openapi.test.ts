// Runtime answers, judged by the vendor's own descriptions.

import { call } from '@taxon/testkit/drivers/raw-http';
import {
  jobLocation,
  languageJobs,
  languageTask,
  november2021,
  submit,
  submitBody,
  waitForJob,
} from '@taxon/testkit/drivers/runtime-driver';
import { describe, expect, it } from 'vitest';
import { readOpenApi, sharedContractAvailable } from '../support/openapi-judge.ts';
import { exampleDocuments, films, providedTaxon, support } from '../support/provided-taxon.ts';

const taxon = providedTaxon();

describe.skipIf(!sharedContractAvailable)('runtime answers against the vendor’s descriptions', () => {
  it.each(['2022-05-01', '2023-04-01'] as const)('/language %s: a full job, a page, an error', async (version) => {
    const judge = await readOpenApi(`runtime-${version}/analyzetext.json`);
    const documents = [...(await exampleDocuments(support, 10)), { id: 'empty', text: '' }];
    const tasks = [languageTask(support, 'topic'), languageTask(films, 'mood')];
    const submitted = await submit(taxon, version, { displayName: 'judged', analysisInput: { documents }, tasks });
    expect(judge.judge('POST', '/analyze-text/jobs', submitted.status, undefined)).toEqual([]);
    const location = jobLocation(submitted);
    await waitForJob(taxon, location);
    for (const query of ['', '&showStats=true', '&top=4&skip=2']) {
      const { status, body } = await call(taxon, `${location}${query}`);
      expect(judge.judge('GET', '/analyze-text/jobs/{jobId}', status, body)).toEqual([]);
    }
    const missing = await call(taxon, `${languageJobs}/00000000-0000-4000-8000-000000000000?api-version=${version}`);
    expect(judge.judge('GET', '/analyze-text/jobs/{jobId}', missing.status, missing.body)).toEqual([]);
    const refused = await submit(taxon, version, submitBody(version, support, []));
    expect(judge.judge('POST', '/analyze-text/jobs', refused.status, refused.body)).toEqual([]);
  });

  it('/text/analytics v3.2-preview.2: both kinds, a page, an error', async () => {
    const judge = await readOpenApi('runtime-v3.2-preview.2/textanalytics.json');
    const documents = [...(await exampleDocuments(films, 10)), { id: 'empty', text: '' }];
    for (const target of [support, films]) {
      // The description requires the name of a task in the answer; the service sent it only when it was given one.
      const [key, parameters] =
        target.kind === 'single'
          ? ['customSingleClassificationTasks', { 'project-name': 'support', 'deployment-name': 'production' }]
          : ['customMultiClassificationTasks', { 'project-name': 'films', 'deployment-name': 'production' }];
      const body = { analysisInput: { documents }, tasks: { [key]: [{ taskName: 'judged', parameters }] } };
      const location = jobLocation(await submit(taxon, 'november2021', body));
      await waitForJob(taxon, location);
      for (const query of ['', '?showStats=true', '?$top=4&$skip=2']) {
        const { status, body } = await call(taxon, `${location}${query}`);
        expect(judge.judge('GET', '/analyze/jobs/{jobId}', status, body)).toEqual([]);
      }
    }
    const missing = await call(taxon, `${november2021}/jobs/00000000-0000-4000-8000-000000000000`);
    expect(judge.judge('GET', '/analyze/jobs/{jobId}', missing.status, missing.body)).toEqual([]);
  });
});
