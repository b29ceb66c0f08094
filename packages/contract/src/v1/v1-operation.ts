import type { TSchema } from 'typebox';
import type { RouteRecord } from '../common/route-record.ts';

/** One row of the `/v1` API. */
export interface V1Operation extends RouteRecord {
  /** Heading in the documentation. */
  readonly tag: 'Projects' | 'Documents' | 'Imports' | 'Training' | 'Models' | 'Deployments' | 'Operations' | 'Access';
  /** What the key must be allowed to do. */
  readonly right: 'own' | 'write' | 'read' | 'predict';
  /** `responses[200]` told as text of this media type too, for who prefers that in `Accept`. */
  readonly orText?: string;
  /** A body that the door hands on as it streams in: the media types it may have. */
  readonly streamed?: readonly string[];
  /** An answer that goes out row by row, in place of `responses[200]`: its media types, and a row of JSON lines. */
  readonly answersRows?: { readonly mediaTypes: readonly string[]; readonly row: TSchema };
  /** What the documentation says beside the summary: what it does, what it answers, what it refuses. */
  readonly description: string;
}

/** All paths of the API begin here. */
export const v1Base = '/v1';
