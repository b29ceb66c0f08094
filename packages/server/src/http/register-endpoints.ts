import { type Endpoint, isAvailableIn } from '@taxon/contract';
import { isFinal, statuses } from '@taxon/engine';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { AcceptedJob, Call, StreamedBody } from './call.ts';
import { actorOf, apiVersionOf, type DoorContext } from './context.ts';
import type { AnyDoor } from './door.ts';
import { routeNotFound } from './door-fault.ts';
import { FaultError } from './fault.ts';
import { bodyStream, mediaTypeOf, streamBodies } from './limited-body.ts';
import { notServed } from './not-served.ts';
import { preferredMediaType } from './preferred-media-type.ts';
import { publicOrigin } from './public-origin.ts';
import { fastifyPath, pathsOf } from './route-path.ts';
import { checkBody } from './validators.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The record that the route serves. */
    endpoint?: Endpoint;
  }
}

type Handle = (call: Call) => Promise<unknown>;

/** Serves every endpoint of a door: its record and its handler become one route for each path. */
export function registerEndpoints(scope: FastifyInstance, context: DoorContext, door: AnyDoor): void {
  // Keys of answers may be names that callers chose (classes). This serializer treats `__proto__` like every other key.
  scope.setSerializerCompiler(() => (data) => JSON.stringify(data));
  for (const endpoint of Object.values(door.endpoints)) {
    if (endpoint.servedWith !== undefined && !context.config[endpoint.servedWith]) continue;
    void scope.register((own, _options, done) => {
      if (endpoint.streams !== undefined) streamBodies(own);
      for (const base of door.bases) {
        for (const path of pathsOf(endpoint.path, door.verbsWithAndWithoutSlash === true)) {
          registerPath(own, context, door, { endpoint, base, path });
        }
      }
      done();
    });
  }
}

/** An endpoint at one of its paths. */
interface Place {
  readonly endpoint: Endpoint;
  readonly base: string;
  readonly path: string;
}

function registerPath(scope: FastifyInstance, context: DoorContext, door: AnyDoor, place: Place): void {
  const { endpoint, base, path } = place;
  const handle = (door.handlers as Readonly<Record<string, Handle>>)[endpoint.id];
  scope.route({
    method: endpoint.method,
    url: fastifyPath(base + path),
    schema: schemaOf(endpoint),
    config: { endpoint },
    ...(endpoint.bodyLimit === undefined ? {} : { bodyLimit: endpoint.bodyLimit }),
    // A caller without the right is refused before parameters and body are read.
    onRequest: async (request) => admit(request, context, door, place),
    handler: async (request, reply) => {
      if (handle === undefined) throw new Error(`the endpoint ${endpoint.id} has no handler`);
      const call = toCall(request, reply, context, door, place);
      return answer(call, door, endpoint, await handle(call));
    },
  });
}

/** Refuses what the api-version does not have (404), what is not served (501, 403), and a caller without the right (403). */
function admit(request: FastifyRequest, { engine }: DoorContext, door: AnyDoor, { endpoint, base }: Place): void {
  if (door.versions !== undefined) {
    const version = apiVersionOf(request);
    const there = door.versions.baseOf === undefined || door.versions.baseOf(version) === base;
    if (!there || !isAvailableIn(endpoint, version)) {
      throw new FaultError(routeNotFound(request.method, request.url.split('?')[0] ?? '', version));
    }
  }
  if (endpoint.notServed !== undefined) throw new FaultError(notServed(endpoint.id, endpoint.notServed));
  const { project, projectName = project } = request.params as Readonly<Record<string, string | undefined>>;
  engine.access.require(actorOf(request), endpoint.right, projectName);
}

function toCall(
  request: FastifyRequest,
  reply: FastifyReply,
  context: DoorContext,
  { versions }: AnyDoor,
  { endpoint, base }: Place,
): Call {
  const origin = publicOrigin(request, context.config);
  const version = versions === undefined ? '' : apiVersionOf(request);
  const call: Call<Endpoint, unknown> = {
    ...context,
    actor: actorOf(request),
    params: request.params as undefined,
    query: request.query as undefined,
    body: bodyOf(request, endpoint, version) as undefined,
    stream: streamOf(request, endpoint) as undefined,
    version,
    shape: versions?.shapeOf(version),
    base: origin + base,
    address: origin + request.url,
    prefersText: endpoint.textForm !== undefined && offerText(request, reply, endpoint.textForm),
    request,
    reply,
  };
  return call as Call;
}

function bodyOf(request: FastifyRequest, { body }: Endpoint, version: string): unknown {
  return typeof body === 'function' ? checkBody(request, body(version)) : request.body;
}

function streamOf(request: FastifyRequest, { streams, bodyLimit }: Endpoint): StreamedBody | undefined {
  if (streams === undefined) return undefined;
  return { mediaType: mediaTypeOf(request, streams), bytes: bodyStream(request, bodyLimit) };
}

/** Whether the answer is sent as text. `vary` makes caches keep both forms. */
function offerText(request: FastifyRequest, reply: FastifyReply, mediaType: string): boolean {
  void reply.header('vary', 'accept');
  const wanted = preferredMediaType(request.headers.accept, ['application/json', mediaType]) === mediaType;
  if (wanted) void reply.type(`${mediaType}; charset=utf-8`);
  return wanted;
}

/** Sends what the handler answered, with the status and headers that the record asks for. */
function answer(call: Call, door: AnyDoor, { job, answersJob, responses }: Endpoint, body: unknown): unknown {
  const { reply } = call;
  if (reply.statusCode === 200) void reply.code(Math.min(...Object.keys(responses).map(Number)));
  if (job !== undefined) {
    void reply.header('operation-location', jobAddress(call, job, body as AcceptedJob));
    if (door.acceptedRetryAfter !== undefined) void reply.header('retry-after', String(door.acceptedRetryAfter));
    if (responses[202] === null) return reply.header('content-length', '0').send();
  }
  // Without it the Python client waits 30 s between polls.
  if (answersJob === true && isUnfinished(body)) void reply.header('retry-after', '1');
  return body;
}

// A door may have more names for an end than the engine (`partiallyCompleted`), but none for work that goes on.
const unfinished: readonly unknown[] = statuses.filter((status) => !isFinal(status));

function isUnfinished(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'status' in body && unfinished.includes(body.status);
}

/** The absolute address of long-running work. No `Location` is sent: clients would fetch that instead. */
function jobAddress({ base, params, version }: Call, job: string, { id }: AcceptedJob): string {
  const known: Readonly<Record<string, string>> = params ?? {};
  const path = job.replace(/\{(\w+)\}(?=(.*))/g, (_place, name: string, rest: string) =>
    encodeURIComponent(rest.includes('{') ? (known[name] ?? '') : id),
  );
  return `${base}${path}${version === '' ? '' : `?api-version=${version}`}`;
}

function schemaOf({ params, query, body }: Endpoint): FastifySchema {
  return {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined || typeof body === 'function' ? {} : { body }),
  };
}
