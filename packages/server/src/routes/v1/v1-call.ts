import type { V1OperationId, V1Operations } from '@taxon/contract';
import type { Actor, Engine } from '@taxon/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';

type Row<Id extends V1OperationId> = V1Operations[Id];
type Part<R, Name extends string> = R extends { readonly [Key in Name]: infer S extends TSchema }
  ? Static<S>
  : undefined;
type AnswerOf<Responses> = { [Status in keyof Responses]: BodyOf<Responses[Status]> }[keyof Responses];
type BodyOf<S> = S extends TSchema ? Static<S> : undefined;

/** What a handler of one row gets, typed from the row. */
export interface V1Call<Id extends V1OperationId = V1OperationId> {
  readonly engine: Engine;
  readonly actor: Actor;
  readonly params: Part<Row<Id>, 'params'>;
  readonly query: Part<Row<Id>, 'query'>;
  readonly body: Part<Row<Id>, 'body'>;
  /** The absolute address that was called, with its query. */
  readonly address: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** One handler a row, none missing: parse, one act of the engine, map. */
export type V1Handlers<Ids extends V1OperationId = V1OperationId> = {
  readonly [Id in Ids]: (call: V1Call<Id>) => Promise<AnswerOf<Row<Id>['responses']>>;
};
