import type { AuthoringJob, AzureError } from '@taxon/contract';
import type { Issue, Operation } from '@taxon/engine';
import { toSeconds } from './authoring-date.ts';
import { errorMap } from './error-map.ts';

/** An operation as an authoring job. A failed one repeats its first fault as `error`: the Python client shows only that. */
export function toAuthoringJob(operation: Operation): AuthoringJob {
  const errors = operation.errors.map(toAzureError);
  const failed = operation.status === 'failed';
  const first = errors[0];
  return {
    jobId: operation.id,
    createdDateTime: toSeconds(operation.createdAt),
    lastUpdatedDateTime: toSeconds(operation.updatedAt),
    expirationDateTime: toSeconds(operation.expiresAt),
    status: operation.status,
    ...(failed || operation.warnings.length > 0 ? { warnings: operation.warnings.map(toAzureError) } : {}),
    ...(failed || errors.length > 0 ? { errors } : {}),
    ...(failed && first !== undefined ? { error: first } : {}),
  };
}

function toAzureError(issue: Issue): AzureError {
  return { code: errorMap[issue.code].azure, message: issue.message };
}
