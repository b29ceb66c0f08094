import type { TObject, TSchema } from 'typebox';

/**
 * One operation of a door, as data: routes are registered from it, the OpenAPI document is printed from it and the
 * client is typed from it.
 */
export interface RouteRecord {
  /** The vendor's operationId at Azure's doors, ours at `/v1`. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** OpenAPI's way of writing: `/projects/{projectName}/:train`, `/jobs/{jobId}:cancel`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** By HTTP status; null is an empty body. Refusals are the door's error shape and are not listed. */
  readonly responses: Readonly<Record<number, TSchema | null>>;
  /** First api-version that has it; undefined: all of the door's. */
  readonly since?: string;
  /** First api-version that no longer has it; undefined: never taken away. */
  readonly until?: string;
  /** Answers 202 and an operation to poll. */
  readonly longRunning: boolean;
  /** Open without a key. */
  readonly public?: boolean;
}

/** Keeps the literal types of a record, so that clients can be typed from it. */
export function defineRoute<const Record extends RouteRecord>(record: Record): Record {
  return record;
}
