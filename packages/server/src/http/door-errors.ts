/**
 * The codes of refusals that a door makes itself, before the engine is asked, and what each means. The engine's catalogue
 * does not have them. docs/errors.md lists both.
 */
export const doorErrors = {
  'access/unauthorized': 'The request has no key, or a key that does not exist.',
  'access/too-many-failed-keys':
    'Too many requests with a wrong key came from this address; the answer says when to try again.',
  'http/route-not-found': 'Nothing is served under this method and path.',
  'http/bad-request': 'The request is not proper HTTP: a length that does not fit, an address that does not decode.',
  'http/body-too-large': 'The body is larger than this endpoint reads.',
  'http/body-incomplete': 'The body ended before it was complete.',
  'http/unsupported-media-type': 'The header "content-type" names a media type that this endpoint does not read.',
  'http/unsupported-content-encoding': 'The header "content-encoding" names an encoding that is not read.',
  'http/headers-too-large': 'The first line and the headers of the request are too long together.',
  'http/request-timeout': 'The request did not arrive in time.',
  'http/expectation-failed': 'The header "expect" asks for something else than "100-continue".',
  'http/not-implemented': 'The endpoint is known but not implemented.',
  'http/needs-azure': 'The endpoint assigns Azure resources. This server has none.',
  'http/internal': 'An error that no rule foresees. The server log has it under the id of the request.',
} as const satisfies Record<string, string>;

export type DoorErrorCode = keyof typeof doorErrors;
