import { type Fault, FaultError } from './fault.ts';

// The recorded sentence of Azure's gateway, word for word: programs compare it.
const accessDenied =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.';

/** The request has no key, or a key that does not exist. */
export const unauthorized: Fault = {
  status: 401,
  azure: '401',
  message: accessDenied,
  code: 'access/unauthorized',
};

/** An address has tried too many wrong keys. */
export function tooManyFailedKeys(retryAfterSeconds: number): Fault {
  return {
    status: 429,
    azure: 'TooManyRequests',
    message: `Too many requests with a wrong key came from this address. Try again in ${retryAfterSeconds} seconds.`,
    code: 'access/too-many-failed-keys',
    retryAfterSeconds,
  };
}

/** Nothing is served under this method and path; where a version is named, nothing is in that api-version. */
export function routeNotFound(method: string, path: string, version?: string): Fault {
  const under = version === undefined ? '' : ` under api-version ${version}`;
  return {
    status: 404,
    azure: '404',
    message: `Resource not found: ${method} ${path} is not served here${under}.`,
    code: 'http/route-not-found',
  };
}

/** A result was asked for without a job's id, and it is not certain which job is meant. */
export const noJobNamed: Fault = {
  status: 404,
  azure: 'NotFound',
  message:
    'The request names no job, and it is not certain which job is meant. Pin "@azure/core-lro" to 2.2.5 in "overrides", so that the client names its job.',
  code: 'prediction/not-found',
};

/** A query parameter or path part that cannot be used. */
export function invalidParameter(name: string, rule: string, value: unknown): FaultError {
  return new FaultError({
    status: 400,
    azure: 'InvalidRequest',
    message: `Parameter "${name}": ${rule}, got ${showValue(value)}.`,
    inner: 'InvalidParameterValue',
    outerMessage: 'Invalid parameter in request',
    code: 'input/invalid',
    field: name,
  });
}

/** A body that is JSON but not of the right shape. `field` is written `analysisInput.documents[0].id`. */
export function invalidField(field: string, rule: string, value: unknown): FaultError {
  const place = field === '' ? 'Body' : `Field "${field}"`;
  const fault = invalidBody(`${place}: ${rule}, got ${showValue(value)}.`);
  return new FaultError(field === '' ? fault : { ...fault, field });
}

/** A body that cannot be used, with a whole sentence. */
export function invalidBody(message: string): Fault {
  return {
    status: 400,
    azure: 'InvalidRequest',
    message,
    inner: 'InvalidRequestBodyFormat',
    outerMessage: 'Invalid request body.',
    code: 'input/invalid',
  };
}

/** A body that is missing where one is needed. */
export const emptyBody: Fault = {
  ...invalidBody('The request needs a JSON body, and there is none.'),
  inner: 'EmptyRequest',
};

/** A body over the door's limit. */
export function bodyTooLarge(limit: number): Fault {
  return {
    status: 413,
    azure: 'InvalidRequest',
    message: `Request Payload sent is too large to be processed. Limit request size to: ${limit}`,
    parameters: { limit },
    inner: 'InvalidDocumentBatch',
    outerMessage: 'Invalid Document in request.',
    code: 'http/body-too-large',
  };
}

/** A body of a media type that is not read here. `read` says which are. */
export function unsupportedMediaType(contentType: string | undefined, read = 'application/json'): Fault {
  return {
    status: 415,
    azure: 'InvalidRequest',
    message: `Header "content-type": must be ${read}, got ${showValue(contentType)}.`,
    inner: 'InvalidRequestBodyFormat',
    outerMessage: 'Invalid request body.',
    code: 'http/unsupported-media-type',
  };
}

/** A body in an encoding that is not read here. */
export function unsupportedContentEncoding(encoding: string, read: readonly string[]): Fault {
  return {
    status: 415,
    azure: 'InvalidRequest',
    message: `Header "content-encoding": must be one of ${read.join(', ')}, got ${showValue(encoding)}.`,
    inner: 'InvalidRequestBodyFormat',
    outerMessage: 'Invalid request body.',
    code: 'http/unsupported-content-encoding',
  };
}

/** A body that ended before it was complete: the caller went away. */
export const bodyIncomplete: Fault = {
  status: 400,
  azure: 'InvalidRequest',
  message: 'The connection ended before the whole body had arrived.',
  code: 'http/body-incomplete',
};

/** What is not proper HTTP: a content-length that does not fit, a URL that does not decode. The message quotes no body. */
export function badRequest(status: number, message: string): Fault {
  return { status, azure: 'InvalidRequest', message, code: 'http/bad-request' };
}

/** Bytes of a request's first line and headers together. */
export const mostHeaderBytes = 16_384;

/** A first line and headers over the limit. */
export const headersTooLarge: Fault = {
  status: 431,
  azure: 'InvalidRequest',
  message: `The first line and the headers of a request may have at most ${mostHeaderBytes} bytes together.`,
  code: 'http/headers-too-large',
};

/** A request that took too long to arrive. */
export const requestTimeout: Fault = {
  status: 408,
  azure: 'Timeout',
  message: 'The request did not arrive in time.',
  code: 'http/request-timeout',
};

/** The header `Expect` asks for something else than "100-continue". */
export function expectationFailed(expectation: string | undefined): Fault {
  return {
    status: 417,
    azure: 'InvalidRequest',
    message: `Header "expect": must be 100-continue, got ${showValue(expectation)}.`,
    code: 'http/expectation-failed',
  };
}

/** An error that no rule foresaw. The log has its stack, under the id of the request. */
export function unforeseen(requestId: string): Fault {
  return {
    status: 500,
    azure: 'InternalServerError',
    message: `An internal error occurred. The server log names it under this id: ${requestId}.`,
    code: 'http/internal',
  };
}

/** A value in a message: short, on one line, in JSON's way of writing. */
function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}
