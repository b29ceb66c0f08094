import { type authoringApiVersions, isVersionWithin } from '../common/api-version.ts';
import type { RouteRecord } from '../common/route-record.ts';

export type AuthoringApiVersion = (typeof authoringApiVersions)[number];

/**
 * One row of the authoring contract. Routes are registered from these records; an operation without a handler still has
 * its row and is answered as "not implemented".
 */
export interface AuthoringOperation extends RouteRecord {
  readonly since: AuthoringApiVersion;
  /** True when no general release has it, only previews from `since` on. */
  readonly previewOnly?: true;
  /** Where the job of a long-running operation is asked for: a path below `authoringBase` that ends in `{jobId}`. */
  readonly job?: string;
  /** The door hands the body on as it streams in (project files of up to 256 MB). */
  readonly streamed?: true;
}

/** All authoring paths begin here. */
export const authoringBase = '/language/authoring/analyze-text/projects';

/** Whether an api-version (also one newer than those listed) has the operation. */
export function isAvailableIn(operation: AuthoringOperation, version: string): boolean {
  if (operation.previewOnly === true && !version.endsWith('-preview')) return false;
  return isVersionWithin(version, operation.since, operation.until);
}
