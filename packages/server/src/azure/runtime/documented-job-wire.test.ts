import { DocumentedJob } from '@taxon/contract';
import type { PredictionJob } from '@taxon/engine';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { describe, expect, it } from 'vitest';
import { documentedJob } from './documented-job-wire.ts';
import { buildPredictionJob, buildTask } from './testing/build-prediction-job.ts';
import { buildAnswer } from './testing/checked-job-bodies.ts';

describe('the documented form', () => {
  const documented = (job: PredictionJob, overrides = {}) => {
    const { wording, ...rest } = buildAnswer('v3.2-preview.2', overrides);
    const body = documentedJob(job, { ...rest, wording: { ...wording, arraysAsSent: true } });
    expectSchema(DocumentedJob, body);
    return body;
  };

  it('has the printed members in the printed order and no others', () => {
    const tasks = [buildTask({ kindName: 'customClassificationTasks' })];
    const body = documented(buildPredictionJob({ displayName: 'MyJobName', tasks }));
    expect(body).toEqual({
      createdDateTime: '2021-11-02T10:00:00.250Z',
      displayName: 'MyJobName',
      expirationDateTime: '2021-11-03T10:00:00.250Z',
      jobId: '8b21b6de-c9fa-43ba-8f5c-af3f943b79f1',
      lastUpdateDateTime: '2021-11-02T10:00:02.250Z',
      status: 'completed',
      errors: [],
      tasks: {
        details: { name: 'MyJobName', lastUpdateDateTime: '2021-11-02T10:00:02.250Z', status: 'completed' },
        completed: 1,
        failed: 0,
        inProgress: 0,
        total: 1,
        tasks: {
          customClassificationTasks: [
            {
              lastUpdateDateTime: '2021-11-02T10:00:01.250Z',
              name: 'MyJobName',
              status: 'completed',
              results: {
                documents: ['0', '1'].map((id) => ({
                  id,
                  classes: [{ category: 'Billing', confidenceScore: 0.912345 }],
                  warnings: [],
                })),
                errors: [],
                statistics: { documentsCount: 2, erroneousDocumentsCount: 0, transactionsCount: 4 },
              },
            },
          ],
        },
      },
    });
    expect(Object.keys(body).slice(0, 4)).toEqual(['createdDateTime', 'displayName', 'expirationDateTime', 'jobId']);
  });

  it('says running while it runs and failed when it is', () => {
    expect(documented(buildPredictionJob({ status: 'running', results: [] })).status).toBe('running');
    expect(documented(buildPredictionJob({ status: 'failed', results: [] })).status).toBe('failed');
  });
});
