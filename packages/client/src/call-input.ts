import type { V1Body, V1EndpointId, V1Endpoints, V1Params, V1Query } from '@taxon/contract';

/** A body that is sent as it is: text, bytes, a file, a stream. */
export interface StreamedBody {
  readonly contentType: string;
  readonly content: BodyInit;
}

type ParamsPart<Id extends V1EndpointId> = V1Params<Id> extends undefined ? unknown : { readonly params: V1Params<Id> };
type QueryPart<Id extends V1EndpointId> = V1Query<Id> extends undefined ? unknown : { readonly query?: V1Query<Id> };
type BodyPart<Id extends V1EndpointId> = V1Endpoints[Id] extends { readonly streams: readonly string[] }
  ? { readonly stream: StreamedBody }
  : V1Body<Id> extends undefined
    ? unknown
    : { readonly body: V1Body<Id> };

/** What a call of an endpoint needs: path parameters, query and body, as its record says. */
export type CallInput<Id extends V1EndpointId> = ParamsPart<Id> &
  QueryPart<Id> &
  BodyPart<Id> & { readonly signal?: AbortSignal };

/** The same without types, for the code that sends it. */
export interface AnyCallInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly stream?: StreamedBody;
  readonly signal?: AbortSignal;
}
