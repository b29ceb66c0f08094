import type { OperationView, V1Answer, V1EndpointId, V1Endpoints } from '@taxon/contract';
import { v1Base, v1Routes } from '@taxon/contract/v1-routes';
import type { AnyCallInput, CallInput } from './call-input.ts';
import { type AnsweredRow, encodeRows, type InputRow, readRows } from './rows.ts';
import { readError, TaxonError, unexpectedStatus } from './taxon-error.ts';

export interface TaxonClientOptions {
  /** Where the server is, such as `http://127.0.0.1:8080`; empty in a page that the server itself serves. */
  readonly baseUrl: string;
  /** Absent where a cookie says who is calling. */
  readonly key?: string;
  /** What sends the requests. Absent: the platform's `fetch`. */
  readonly fetch?: Transport;
}

/** The part of `fetch` that the client needs. */
export type Transport = (
  url: string,
  request: RequestInit,
) => Promise<Pick<Response, 'ok' | 'status' | 'headers' | 'body' | 'text' | 'json'>>;

/** Calls of a Taxon server, typed from the contract's endpoints. Refusals are thrown as `TaxonError`. */
export interface TaxonClient {
  /** Calls one endpoint by its id. Answers the body, undefined where there is none. For rows use `classifyStream`. */
  call<Id extends V1EndpointId>(id: Id, input: CallInput<Id>): Promise<V1Answer<Id>>;
  /** Calls an endpoint that answers JSON or text, and answers the text: a model card in Markdown. */
  text<Id extends TextId>(id: Id, input: CallInput<Id>): Promise<string>;
  /**
   * Classifies rows of JSON lines or CSV while they are sent. Answers the bytes of the answered rows, in the body's
   * media type or in the one that `accept` names. Read the answer while the body is sent: the server reads no further than it
   * can answer. The stream fails when the answer breaks off; its last row then says why. Cancelling it ends the call.
   */
  classifyStream(
    input: CallInput<'classifyStream'> & { readonly accept?: RowMediaType },
  ): Promise<ReadableStream<Uint8Array>>;
  /**
   * The same row by row. Takes rows one after the other, and answers each in order: its classes, or why it was refused.
   * Read the answers while rows are given. The platform has to stream request bodies: Node, Deno, Bun, or Chrome over
   * HTTP/2. Ending the iteration early ends the call.
   * @throws TaxonError when the answer breaks off.
   */
  classifyRows(
    input: Omit<CallInput<'classifyStream'>, 'stream'> & { readonly rows: Rows },
  ): AsyncGenerator<AnsweredRow, void, undefined>;
  /**
   * Downloads the file that an operation has made, such as an export: its name and media type, and its bytes as they
   * come in. Cancelling the stream ends the call.
   */
  file(input: CallInput<'getOperationFile'>): Promise<DownloadedFile>;
  /** Every item of a list, page by page. */
  items<Id extends ListId>(id: Id, input: CallInput<Id>): AsyncGenerator<ItemOf<Id>, void, undefined>;
  /**
   * Waits until an operation has ended, and answers it. `onProgress` gets every state on the way.
   * @throws TaxonError with the operation's first error when it failed, `operation/cancelled` when it was cancelled.
   */
  waitFor(operationId: string, options?: { signal?: AbortSignal; onProgress?: OnProgress }): Promise<OperationView>;
  /**
   * Starts an operation and waits for its end as `waitFor` does. `signal` ends the waiting, not the operation.
   */
  run<Id extends LongRunningId>(
    id: Id,
    input: CallInput<Id>,
    options?: { onProgress?: OnProgress },
  ): Promise<OperationView>;
}

/** A file as it comes in. */
export interface DownloadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: ReadableStream<Uint8Array>;
}

type Rows = Iterable<InputRow> | AsyncIterable<InputRow>;
type OnProgress = (operation: OperationView) => void;

type RowMediaType = V1Endpoints['classifyStream']['answersRows']['mediaTypes'][number];
type TextId = {
  [Id in V1EndpointId]: V1Endpoints[Id] extends { readonly textForm: string } ? Id : never;
}[V1EndpointId];
type ListId = {
  [Id in V1EndpointId]: V1Answer<Id> extends { items: unknown[]; nextLink: string | null } ? Id : never;
}[V1EndpointId];
/** Endpoints that start an operation. A cancel answers an operation too, but that one does not end in success. */
type LongRunningId = Exclude<
  { [Id in V1EndpointId]: V1Endpoints[Id] extends { readonly job: string } ? Id : never }[V1EndpointId],
  `cancel${string}`
>;
type ItemOf<Id extends ListId> = V1Answer<Id> extends { items: (infer Item)[] } ? Item : never;

// The server holds back a GET of an operation for at most so many seconds.
const waitSeconds = 20;

/** Makes a client. Nothing is sent before the first call. */
export function createTaxonClient(options: TaxonClientOptions): TaxonClient {
  const call: TaxonClient['call'] = async (id, input) => (await send(options, id, input as AnyCallInput)) as never;
  const waitFor: TaxonClient['waitFor'] = async (operation, { signal, onProgress } = {}) => {
    const input = { params: { operation }, query: { wait: waitSeconds }, ...(signal === undefined ? {} : { signal }) };
    for (;;) {
      const view = await call('getOperation', input);
      onProgress?.(view);
      if (view.status === 'succeeded') return view;
      if (view.status === 'failed' || view.status === 'cancelled') throw endedBadly(view);
    }
  };
  const classifyStream: TaxonClient['classifyStream'] = async ({ accept, ...input }) => {
    const mediaType = accept ?? input.stream.contentType;
    const { body } = await request(options, 'classifyStream', input as AnyCallInput, mediaType);
    return body ?? new ReadableStream({ start: (controller) => controller.close() });
  };
  return {
    call,
    text: async (id, input) => (await request(options, id, input as AnyCallInput, v1Routes[id].textForm)).text(),
    classifyStream,
    classifyRows: async function* ({ rows, ...input }) {
      const stream = { contentType: 'application/x-ndjson', content: encodeRows(rows) };
      yield* readRows(await classifyStream({ ...input, stream }));
    },
    file: (input) => download(options, input as AnyCallInput),
    items: (id, input) => items(options, id, input as AnyCallInput) as never,
    waitFor,
    run: async (id, input, { onProgress } = {}) => {
      const { signal } = input as AnyCallInput;
      const started = await send(options, id, input as AnyCallInput);
      const waiting = {
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
      };
      return waitFor((started as OperationView).id, waiting);
    },
  };
}

function endedBadly(view: OperationView): TaxonError {
  const first = view.errors[0];
  if (view.status === 'cancelled')
    return new TaxonError('operation/cancelled', `The operation ${view.id} was cancelled.`);
  return new TaxonError(first?.code ?? 'operation/failed', first?.message ?? `The operation ${view.id} failed.`);
}

async function* items(options: TaxonClientOptions, id: V1EndpointId, input: AnyCallInput): AsyncGenerator<unknown> {
  let skip = input.query?.skip;
  for (;;) {
    const page = (await send(options, id, { ...input, query: { ...input.query, skip } })) as {
      items: unknown[];
      nextLink: string | null;
    };
    yield* page.items;
    if (page.nextLink === null) return;
    // Only `skip` is taken from the link: its origin may not be reachable from here.
    skip = new URL(page.nextLink).searchParams.get('skip') ?? undefined;
  }
}

async function download(options: TaxonClientOptions, input: AnyCallInput): Promise<DownloadedFile> {
  const { headers, body } = await request(options, 'getOperationFile', input, '*/*');
  const name = /filename="([^"]*)"/.exec(headers.get('content-disposition') ?? '')?.[1];
  return {
    name: name ?? 'file',
    mediaType: headers.get('content-type') ?? 'application/octet-stream',
    content: body ?? new ReadableStream({ start: (controller) => controller.close() }),
  };
}

async function send(options: TaxonClientOptions, id: V1EndpointId, input: AnyCallInput): Promise<unknown> {
  const response = await request(options, id, input, 'application/json');
  return response.status === 204 ? undefined : await response.json();
}

async function request(
  options: TaxonClientOptions,
  id: V1EndpointId,
  input: AnyCallInput,
  accept: string,
): ReturnType<Transport> {
  const route = v1Routes[id];
  const request: RequestInit = { method: route.method, headers: headersOf(options, input, accept) };
  const content = input.stream?.content ?? (input.body === undefined ? undefined : JSON.stringify(input.body));
  if (content !== undefined) request.body = content;
  // fetch requires this member with a streamed body.
  if (content instanceof ReadableStream) Object.assign(request, { duplex: 'half' });
  if (input.signal !== undefined) request.signal = input.signal;
  const response = await (options.fetch ?? fetch)(addressOf(options, route, input), request);
  if (!response.ok) throw await readError(response);
  const statuses: readonly number[] = route.statuses;
  if (!statuses.includes(response.status)) throw await unexpectedStatus(response, id, statuses);
  return response;
}

function headersOf({ key }: TaxonClientOptions, input: AnyCallInput, accept: string): Record<string, string> {
  const contentType = input.stream?.contentType ?? (input.body === undefined ? undefined : 'application/json');
  return {
    accept,
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
  };
}

function addressOf(
  { baseUrl }: TaxonClientOptions,
  { path: template }: { readonly path: string },
  { params, query }: AnyCallInput,
): string {
  const path = template.replace(/\{(\w+)\}/g, (_place, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return `${baseUrl.replace(/\/+$/, '')}${v1Base}${path}${search.size === 0 ? '' : `?${search}`}`;
}
