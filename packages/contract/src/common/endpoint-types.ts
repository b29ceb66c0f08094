import type { Static, TSchema } from 'typebox';
import type { Endpoint } from './endpoint.ts';

type NamesIn<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Answers<Responses> = {
  [Status in keyof Responses]: Responses[Status] extends TSchema ? Static<Responses[Status]> : undefined;
}[keyof Responses];

/** The path parameters of an endpoint: by its schema, else by the names in its path; undefined when there are none. */
export type ParamsOf<One extends Endpoint> = One extends { readonly params: infer Schema extends TSchema }
  ? Static<Schema>
  : [NamesIn<One['path']>] extends [never]
    ? undefined
    : Readonly<Record<NamesIn<One['path']>, string>>;

/** The query of an endpoint, undefined when it has none. */
export type QueryOf<One extends Endpoint> = One extends { readonly query: infer Schema extends TSchema }
  ? Static<Schema>
  : undefined;

/** The body of an endpoint, undefined when it has none or when it is streamed. */
export type BodyOf<One extends Endpoint> = One extends {
  readonly body: (version: string) => infer Schema extends TSchema;
}
  ? Static<Schema>
  : One extends { readonly body: infer Schema extends TSchema }
    ? Static<Schema>
    : undefined;

/** What an endpoint answers when all went well, undefined where the body is empty. */
export type AnswerOf<One extends Endpoint> = Answers<One['responses']>;
