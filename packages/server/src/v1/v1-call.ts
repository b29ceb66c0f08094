import type { V1Answer, V1Body, V1OperationId, V1Operations, V1Params, V1Query } from '@taxon/contract';
import type { Actor, Engine, Given } from '@taxon/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a handler of one row gets, typed from the row. */
export interface V1Call<Id extends V1OperationId = V1OperationId> {
  readonly engine: Engine;
  readonly given: Given;
  readonly actor: Actor;
  readonly params: V1Params<Id>;
  readonly query: V1Query<Id>;
  readonly body: V1Body<Id>;
  /** The absolute address that was called, with its query. */
  readonly address: string;
  /** The answer is wanted as the text that the row offers in `orText`. */
  readonly prefersText: boolean;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** One handler a row, none missing: parse, one act of the engine, map. */
export type V1Handlers = {
  readonly [Id in V1OperationId]: (call: V1Call<Id>) => Promise<V1Answer<Id> | TextOf<Id>>;
};

type TextOf<Id extends V1OperationId> = V1Operations[Id] extends { readonly orText: string } ? string : never;
