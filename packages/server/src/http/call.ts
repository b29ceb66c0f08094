import type { Readable } from 'node:stream';
import type { AnswerOf, BodyOf, Endpoint, Endpoints, ParamsOf, QueryOf } from '@taxon/contract';
import type { Actor } from '@taxon/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DoorContext } from './context.ts';

/** What the handler of an endpoint gets, typed from its record. `Shape` is what the door's table of api-versions says. */
export interface Call<One extends Endpoint = Endpoint, Shape = undefined> extends DoorContext {
  readonly actor: Actor;
  readonly params: ParamsOf<One>;
  readonly query: QueryOf<One>;
  readonly body: BodyOf<One>;
  /** The body of an endpoint that `streams`, and its media type. */
  readonly stream: One extends { readonly streams: readonly string[] } ? StreamedBody : undefined;
  /** The api-version of the call; empty at a door without versions. */
  readonly version: string;
  readonly shape: Shape;
  /** Our origin and the base path of the door, without a trailing slash: where every path of the door begins. */
  readonly base: string;
  /** The absolute address that was called, with its query. */
  readonly address: string;
  /** The caller prefers the answer as the text that the record offers in `textForm`. */
  readonly prefersText: boolean;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A body as it arrives. */
export interface StreamedBody {
  /** In lower case, without parameters; one of those that the record lists, where it lists any. */
  readonly mediaType: string;
  /** Ends with a refusal when the body is longer than the record allows or breaks off. */
  readonly bytes: Readable;
}

/** What the handler of long-running work answers where the door sends no body: the id to ask with. */
export interface AcceptedJob {
  readonly id: string;
}

type Answer<One extends Endpoint> = One extends { readonly answersFile: readonly string[] }
  ? Readable
  : One extends { readonly job: string; readonly responses: { readonly 202: null } }
    ? AcceptedJob
    : AnswerOf<One> | (One extends { readonly textForm: string } ? string : never);

type ServedId<All extends Endpoints> = {
  [Id in keyof All]: All[Id] extends { readonly notServed: string } ? never : Id;
}[keyof All];

/**
 * One handler for each endpoint that is served, and none for others: parse, one act of the engine, map. The answer of a
 * handler is the body; the status, and for long-running work where to ask for it, come from the record.
 */
export type Handlers<All extends Endpoints, Shape = undefined> = {
  readonly [Id in ServedId<All>]: (call: Call<All[Id], Shape>) => Promise<Answer<All[Id]>>;
};
