import { EngineError, type Given, isDatabaseUnavailable } from '@taxon/engine';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyTooLarge, unforeseen, unsupportedMediaType } from './door-fault.ts';
import { azureWords, type DoorWords, inWordsOf, v1Words } from './door-words.ts';
import { type ErrorFace, v1Face } from './error-face.ts';
import { engineFault } from './error-map.ts';
import { type Fault, FaultError } from './fault.ts';
import { validationFault } from './validation-fault.ts';

/** Everything thrown inside the scope is answered in the scope's own shape. */
export function answerErrors(app: FastifyInstance, given: Given, face: ErrorFace): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, given, face));
}

/** Answers one error in a door's shape. */
export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  given: Given,
  face: ErrorFace,
): FastifyReply {
  return sendFault(reply, face, faultOf(error, request, given, face === v1Face ? v1Words : azureWords));
}

/** What an error is to a caller; what nobody foresaw goes to the log under the request's id. */
export function faultOf(error: FastifyError, request: FastifyRequest, given: Given, words: DoorWords = v1Words): Fault {
  const fault = toFault(error, request, words);
  if (error instanceof FaultError) return fault;
  // Nobody has to act on a refusal while the database is away, and its stack tells nothing: who watches it says more.
  if (fault.code === 'platform/database-unavailable') logUnavailable(given, request, error);
  else if (fault.status >= 500) logFailure(given, request, error);
  return fault;
}

/** Sends a refusal. */
export function sendFault(reply: FastifyReply, face: ErrorFace, fault: Fault): FastifyReply {
  const { id, routeOptions } = reply.request;
  const { contentType, body } = face(fault, { requestId: id, job: routeOptions?.config?.job === true });
  if (fault.retryAfterSeconds !== undefined) void reply.header('retry-after', String(fault.retryAfterSeconds));
  if (fault.status === 401) void reply.header('www-authenticate', 'Bearer');
  // As text: the body is not one of the route's documented answers, and Fastify would add a charset to the type.
  return reply.code(fault.status).header('content-type', contentType).serializer(String).send(JSON.stringify(body));
}

function toFault(error: FastifyError, request: FastifyRequest, words: DoorWords): Fault {
  if (error instanceof FaultError) return error.fault;
  if (error instanceof EngineError) return engineFault(inWordsOf(words, error));
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

// What Fastify itself refuses: a content-length that does not fit, a URL that does not decode. Its messages quote no body.
const badRequest = (status: number, message: string): Fault => ({
  status,
  azure: 'InvalidRequest',
  message,
  code: 'http/bad-request',
});

function logUnavailable(given: Given, { id, method, routeOptions }: FastifyRequest, { code }: FastifyError): void {
  given.log.warn({ requestId: id, method, route: routeOptions?.url, code }, 'refused: the database is away');
}

// Only name, code and stack: what a driver hangs on its errors besides may carry values of a statement.
function logFailure(given: Given, request: FastifyRequest, error: FastifyError): void {
  const { id, method, routeOptions } = request;
  const { name, code, stack } = error;
  given.log.error({ requestId: id, method, route: routeOptions?.url, name, code, stack }, 'request failed');
}
