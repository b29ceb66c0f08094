import type { AuthoringOperationId, authoringOperations } from '@taxon/contract';
import type { Actor, Engine } from '@taxon/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { AuthoringPaging } from './authoring-paging.ts';

type Row<Id extends AuthoringOperationId> = Extract<(typeof authoringOperations)[number], { id: Id }>;
type ParameterNames<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParameterNames<Rest> : never;
type BodyOf<R> = R extends { body: infer Body extends TSchema } ? Static<Body> : undefined;

/** What a handler of one row gets, typed from the row. */
export interface AuthoringCall<Id extends AuthoringOperationId = AuthoringOperationId> {
  readonly engine: Engine;
  readonly actor: Actor;
  readonly version: string;
  readonly params: Readonly<Record<ParameterNames<Row<Id>['path']>, string>>;
  readonly paging: AuthoringPaging;
  readonly body: BodyOf<Row<Id>>;
  /** Our origin, without a trailing slash. */
  readonly origin: string;
  /** The absolute address that was called, with its query. */
  readonly address: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A handler of a long-running row answers the job; the door makes 202 and `operation-location` of it. */
export interface AcceptedJob {
  readonly jobId: string;
}

type AnswerOf<R> = R extends { longRunning: true } ? AcceptedJob : ResponseOf<R>;
type ResponseOf<R> = R extends { responses: { 200: infer Body extends TSchema } } ? Static<Body> : undefined;

/** One handler a row: parse, one act of the engine, map. */
export type AuthoringHandlers = {
  readonly [Id in AuthoringOperationId]?: (call: AuthoringCall<Id>) => Promise<AnswerOf<Row<Id>>>;
};
