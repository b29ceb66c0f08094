import { EngineError, type Given, isDatabaseUnavailable } from '@taxon/engine';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DoorPaths } from './door.ts';
import { badRequest, bodyIncomplete, bodyTooLarge, unforeseen, unsupportedMediaType } from './door-fault.ts';
import { type DoorNames, inNamesOf } from './door-names.ts';
import { engineFault } from './error-map.ts';
import type { ErrorShape } from './error-shape.ts';
import { type Fault, FaultError } from './fault.ts';
import { validationFault } from './validation-fault.ts';

/** Everything that is thrown inside the scope is answered as its door writes refusals. */
export function answerErrors(app: FastifyInstance, given: Given, doorOf: (url: string) => DoorPaths): void {
  app.setErrorHandler((error: FastifyError, request, reply) =>
    answerError(error, request, reply, given, doorOf(request.url)),
  );
}

/** Answers one error as a door writes refusals. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  given: Given,
  { errorShape, names }: DoorPaths,
): FastifyReply {
  return sendFault(reply, errorShape, faultOf(error, request, given, names));
}

/** The refusal that an error becomes. An error that no rule foresaw is logged under the id of the request. */
export function faultOf(error: FastifyError, request: FastifyRequest, given: Given, names: DoorNames): Fault {
  const fault = toFault(error, request, names);
  if (error instanceof FaultError) return fault;
  // While the database is away, single refusals need no action, and their stacks say nothing new: one warning is enough.
  if (fault.code === 'platform/database-unavailable') logUnavailable(given, request, error);
  else if (fault.status >= 500) logFailure(given, request, error);
  return fault;
}

/** Sends a refusal. */
export function sendFault(reply: FastifyReply, errorShape: ErrorShape, fault: Fault): FastifyReply {
  const { id, routeOptions } = reply.request;
  const asksForJob = routeOptions?.config?.endpoint?.answersJob === true;
  const { contentType, body } = errorShape(fault, { requestId: id, asksForJob });
  if (fault.retryAfterSeconds !== undefined) void reply.header('retry-after', String(fault.retryAfterSeconds));
  if (fault.status === 401) void reply.header('www-authenticate', 'Bearer');
  // As text: the body is not one of the route's documented answers, and Fastify would add a charset to the type.
  return reply.code(fault.status).header('content-type', contentType).serializer(String).send(JSON.stringify(body));
}

function toFault(error: FastifyError, request: FastifyRequest, names: DoorNames): Fault {
  if (error instanceof FaultError) return error.fault;
  if (error instanceof EngineError) return engineFault(inNamesOf(names, error));
  if (isCallerGone(request)) return bodyIncomplete;
  if (isDatabaseUnavailable(error)) return engineFault(new EngineError('platform/database-unavailable'));
  if (error.validation !== undefined) return validationFault(error, request);
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return bodyTooLarge(request.routeOptions.bodyLimit);
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedMediaType(request.headers['content-type']);
  if (error.code === characterNotInRepertoire) return badRequest(400, unstorable);
  if (error.statusCode !== undefined && error.statusCode < 500) return badRequest(error.statusCode, error.message);
  return unforeseen(request.id);
}

// PostgreSQL's word for U+0000 in a value, such as a name that is looked up: nothing can be called so.
const characterNotInRepertoire = '22021';
const unstorable = 'A name in the request holds U+0000, which no name can hold.';

/** Whether the caller went away before the body had arrived. What is thrown then says nothing about the database. */
function isCallerGone({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

function logUnavailable(given: Given, { id, method, routeOptions }: FastifyRequest, { code }: FastifyError): void {
  given.log.warn({ requestId: id, method, route: routeOptions?.url, code }, 'refused: the database is away');
}

// Only name, code and stack: what a driver hangs on its errors besides may carry values of a statement.
function logFailure(given: Given, request: FastifyRequest, error: FastifyError): void {
  const { id, method, routeOptions } = request;
  const { name, code, stack } = error;
  given.log.error({ requestId: id, method, route: routeOptions?.url, name, code, stack }, 'request failed');
}
