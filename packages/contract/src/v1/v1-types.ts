import type { AnswerOf, BodyOf, ParamsOf, QueryOf } from '../common/endpoint-types.ts';
import type { V1EndpointId, V1Endpoints } from './v1-endpoints.ts';

/** What an endpoint takes and answers; undefined where it has no such part. */
export type V1Params<Id extends V1EndpointId> = ParamsOf<V1Endpoints[Id]>;
export type V1Query<Id extends V1EndpointId> = QueryOf<V1Endpoints[Id]>;
export type V1Body<Id extends V1EndpointId> = BodyOf<V1Endpoints[Id]>;
export type V1Answer<Id extends V1EndpointId> = AnswerOf<V1Endpoints[Id]>;
