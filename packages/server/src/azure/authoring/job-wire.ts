import type { AuthoringJob, AzureError } from '@taxon/contract';
import { EngineError, type Issue, type Operation } from '@taxon/engine';
import { inNamesOf } from '../../http/door-names.ts';
import { errorMap } from '../../http/error-map.ts';
import { azureNames } from '../azure-names.ts';
import { wholeSeconds } from '../azure-time.ts';

/** An operation as an authoring job. A failed one repeats its first fault as `error`: the Python client shows only that. */
export function toAuthoringJob(operation: Operation): AuthoringJob {
  const errors = operation.errors.map(toAzureError);
  const failed = operation.status === 'failed';
  const first = errors[0];
  return {
    jobId: operation.id,
    createdDateTime: wholeSeconds(operation.createdAt),
    lastUpdatedDateTime: wholeSeconds(operation.updatedAt),
    expirationDateTime: wholeSeconds(operation.expiresAt),
    status: operation.status,
    ...(failed || operation.warnings.length > 0 ? { warnings: operation.warnings.map(toAzureError) } : {}),
    ...(failed || errors.length > 0 ? { errors } : {}),
    ...(failed && first !== undefined ? { error: first } : {}),
  };
}

function toAzureError({ code, message, parameters }: Issue): AzureError {
  const named =
    parameters.field === undefined ? message : inNamesOf(azureNames, new EngineError(code, parameters)).message;
  return { code: errorMap[code].azure, message: named };
}
