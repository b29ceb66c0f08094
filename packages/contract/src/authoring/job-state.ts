import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { AzureError } from '../common/error-response.ts';

/** The statuses of a job. The double l of `cancelled` is the contract's spelling. */
export const authoringJobStatuses = [
  'notStarted',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'cancelling',
  'partiallyCompleted',
] as const;

const warning = closed({ code: Type.String(), message: Type.String() });

/** Members of every job. `error` repeats the first fault of a failed job: the Python client shows only that one. */
export const jobStateMembers = {
  jobId: Type.String(),
  createdDateTime: Type.String(),
  lastUpdatedDateTime: Type.String(),
  expirationDateTime: Type.String(),
  status: Type.Enum(authoringJobStatuses),
  warnings: Type.Optional(Type.Array(warning)),
  errors: Type.Optional(Type.Array(AzureError)),
  error: Type.Optional(AzureError),
};

export const AuthoringJob = closed(jobStateMembers);
export type AuthoringJob = Static<typeof AuthoringJob>;

/** An export job; `resultUrl` is there when it has succeeded. */
export const AuthoringExportJob = closed({ resultUrl: Type.Optional(Type.String()), ...jobStateMembers });
