/**
 * What a door itself refuses, before a rule of the product is asked: the codes of `/v1` that the engine's catalogue does
 * not have, and what each means. docs/errors.md lists both.
 */
export const doorErrors = {
  'access/unauthorized': 'No key came with the request, or one that nobody has.',
  'access/too-many-failed-keys':
    'Too many requests with a wrong key came from this address; the answer says when to try again.',
  'http/route-not-found': 'Nothing is served under this method and path.',
  'http/bad-request': 'The request is not proper HTTP: a length that does not fit, an address that does not decode.',
  'http/body-too-large': 'The body is larger than this operation reads.',
  'http/body-incomplete': 'The body ended before it was complete.',
  'http/unsupported-media-type': 'The header "content-type" names what this operation does not read.',
  'http/not-implemented': 'The operation is known but not offered.',
  'http/needs-azure': 'The operation assigns Azure resources, of which there are none here.',
  'http/internal': 'Nobody foresaw this. The server log names it under the id of the request.',
} as const satisfies Record<string, string>;

export type DoorErrorCode = keyof typeof doorErrors;
