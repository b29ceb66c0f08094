import type { TObject, TSchema } from 'typebox';

/** What a key must be allowed to do. The roles of the engine say which keys are. */
export type Right = 'own' | 'write' | 'read' | 'predict';

/**
 * One HTTP method and path of a door, as data. Routes are registered from these records, the OpenAPI document is printed
 * from them, and the client is typed by them. The word "operation" is not used for them: an operation is long-running work.
 */
export interface Endpoint {
  /** The vendor's operationId at Azure's doors; our own name at `/v1`. Unique within the door. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base path of the door, in OpenAPI's notation: `/projects/{projectName}/:train`, `/jobs/{jobId}:cancel`. */
  readonly path: string;
  /** Judged before the body is read. With `{project}` or `{projectName}` in the path, it is the right on that project. */
  readonly right: Right;
  /** Heading in the documentation. */
  readonly tag?: string;
  /** One line for the documentation. */
  readonly summary: string;
  /** What the documentation says beside the summary: what it does, what it answers, what it refuses. */
  readonly description?: string;
  readonly params?: TObject;
  readonly query?: TObject;
  /** The schema of the body, or a function that chooses it by api-version. */
  readonly body?: TSchema | ((version: string) => TSchema);
  /** The most bytes that a body may have; left out: the server's own limit (1 MiB), and none for a streamed body. */
  readonly bodyLimit?: number;
  /** The handler gets the body as a stream. These are its media types, or `anyMediaType`. */
  readonly streams?: readonly string[];
  /** Answers by HTTP status; null is an empty body. Refusals have the error shape of the door and are not listed. */
  readonly responses: Readonly<Record<number, TSchema | null>>;
  /** `responses[200]` is also offered as text of this media type, to callers that prefer it in `Accept`. */
  readonly textForm?: string;
  /** The answer goes out row by row, in place of `responses[200]`: its media types, and a row of JSON lines. */
  readonly answersRows?: { readonly mediaTypes: readonly string[]; readonly row: TSchema };
  /** The answer is a file, in place of `responses[200]`: the media types that it may have. */
  readonly answersFile?: readonly string[];
  /**
   * Long-running: answers 202, and `operation-location` says where to ask for the work. A path below the base path of the
   * door whose last parameter is the id of the work.
   */
  readonly job?: string;
  /** Answers how far such work is: while it goes on, `retry-after` says when to ask again. */
  readonly answersJob?: true;
  /** The first api-version that has it; left out: all of the door's. */
  readonly since?: string;
  /** The first api-version that no longer has it; left out: it was never taken away. */
  readonly until?: string;
  /** True when no general release has it, only the previews from `since` on. */
  readonly previewOnly?: true;
  /** The endpoint has no handler: it is not implemented (501), or it only makes sense inside Azure (403). */
  readonly notServed?: 'not-implemented' | 'needs-azure';
  /** The server serves the endpoint only when this setting of it is true; left out: always. */
  readonly servedWith?: ServerSwitch;
}

/** Settings of the server, by their names in its configuration, that decide whether an endpoint is there. */
type ServerSwitch = 'nov2021ResultShim';

/** For `streams`: whatever the header says. */
export const anyMediaType = '*/*';

/** The endpoints of a door, or of one resource of it, by id. */
export type Endpoints = Readonly<Record<string, Endpoint>>;
