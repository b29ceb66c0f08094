import type { Static, TSchema } from 'typebox';
import type { V1OperationId, V1Operations } from './v1-operations.ts';

type Part<Row, Name extends string> = Row extends { readonly [Key in Name]: infer Schema extends TSchema }
  ? Static<Schema>
  : undefined;
type BodyOf<Schema> = Schema extends TSchema ? Static<Schema> : undefined;
type AnyBodyOf<Responses> = { [Status in keyof Responses]: BodyOf<Responses[Status]> }[keyof Responses];

/** What an operation takes and answers, computed from its row; undefined where it has no such part. */
export type V1Params<Id extends V1OperationId> = Part<V1Operations[Id], 'params'>;
export type V1Query<Id extends V1OperationId> = Part<V1Operations[Id], 'query'>;
export type V1Body<Id extends V1OperationId> = Part<V1Operations[Id], 'body'>;
export type V1Answer<Id extends V1OperationId> = AnyBodyOf<V1Operations[Id]['responses']>;
