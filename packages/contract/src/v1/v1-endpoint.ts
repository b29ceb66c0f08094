import type { TSchema } from 'typebox';
import type { Endpoint } from '../common/endpoint.ts';

/** An endpoint of `/v1`: every one is described, under a heading. */
export interface V1Endpoint extends Endpoint {
  readonly tag: 'Projects' | 'Documents' | 'Imports' | 'Training' | 'Models' | 'Deployments' | 'Operations' | 'Access';
  readonly description: string;
  /** `/v1` has no api-versions, so its bodies have one shape. */
  readonly body?: TSchema;
}

/** All paths of the API begin here. */
export const v1Base = '/v1';
