import type { Operation } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { toAuthoringJob } from './job-wire.ts';

const at = new Date('2022-12-26T01:55:37.123Z');
const operation: Operation = {
  id: '68cc821d-1e0a-4c12-afd1-c637d34f88c3',
  kind: 'import',
  projectId: undefined,
  projectName: 'Emails',
  subject: undefined,
  actor: 'key:owner',
  status: 'succeeded',
  request: { role: 'owner' },
  progress: undefined,
  result: undefined,
  errors: [],
  warnings: [],
  attempt: 1,
  createdAt: at,
  updatedAt: at,
  startedAt: at,
  finishedAt: at,
  expiresAt: new Date('2023-01-02T01:55:37Z'),
};
const duplicate = {
  code: 'import/document-duplicate',
  message: 'Your document location `a.txt` is duplicated.',
  parameters: {},
} as const;

describe('toAuthoringJob', () => {
  it('is as short as recorded when all went well', () => {
    expect(toAuthoringJob(operation)).toEqual({
      jobId: '68cc821d-1e0a-4c12-afd1-c637d34f88c3',
      createdDateTime: '2022-12-26T01:55:37Z',
      lastUpdatedDateTime: '2022-12-26T01:55:37Z',
      expirationDateTime: '2023-01-02T01:55:37Z',
      status: 'succeeded',
    });
  });

  it('repeats the first fault of a failed job as `error` and has the recorded empty warnings', () => {
    const error = { code: 'InvalidArgument', message: duplicate.message };
    expect(toAuthoringJob({ ...operation, status: 'failed', errors: [duplicate, duplicate] })).toMatchObject({
      status: 'failed',
      warnings: [],
      errors: [error, error],
      error,
    });
  });

  it('names bad documents of a job that went well, without calling it failed', () => {
    const job = toAuthoringJob({ ...operation, errors: [duplicate] });
    expect(job.errors).toHaveLength(1);
    expect(job).not.toHaveProperty('error');
  });

  it("says the kind of a project in Azure's word", () => {
    const parameters = { field: 'metadata.projectKind', projectName: 'Films', kind: 'multi' };
    const errors = [{ code: 'project/kind-immutable', message: 'in our own words', parameters }] as const;
    expect(toAuthoringJob({ ...operation, status: 'failed', errors }).error?.message).toBe(
      'Field "metadata.projectKind": the kind of the project "Films" is CustomMultiLabelClassification and cannot change.',
    );
  });
});
