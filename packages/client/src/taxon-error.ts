/** A refusal by the server, or an operation that failed. Programs may compare `code`: it does not change. */
export class TaxonError extends Error {
  /**
   * Such as `project/not-found`. `http/<status>` when the answer was not Taxon's (a proxy's page), or when its status is
   * a success that the endpoint does not have.
   */
  readonly code: string;
  /** The HTTP status; undefined for an operation that was accepted and failed later. */
  readonly status: number | undefined;
  /** The member of the request that is wrong, such as `documents[0].text`. */
  readonly field: string | undefined;
  /** The id of this request in the server's log. */
  readonly requestId: string | undefined;
  /** Seconds after which the server asks to try again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    message: string,
    about: { status?: number; field?: string; requestId?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = 'TaxonError';
    this.code = code;
    this.status = about.status;
    this.field = about.field;
    this.requestId = about.requestId;
    this.retryAfterSeconds = about.retryAfterSeconds;
  }
}

/** The refusal in an answer that is not a success. */
export async function readError(response: Pick<Response, 'status' | 'headers' | 'text'>): Promise<TaxonError> {
  const text = await response.text();
  const error = parseError(text);
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const about = { status: response.status, ...(retryAfter >= 0 ? { retryAfterSeconds: retryAfter } : {}) };
  if (error === undefined)
    return new TaxonError(`http/${response.status}`, `The server answered ${response.status}.`, about);
  const { code, message, field, requestId } = error;
  return new TaxonError(code, message, {
    ...about,
    ...(field === undefined ? {} : { field }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/**
 * The error for a success with a status that the endpoint's record does not have. The body is not read, and the
 * connection is free again.
 */
export async function unexpectedStatus(
  { status, body }: Pick<Response, 'status' | 'body'>,
  endpoint: string,
  expected: readonly number[],
): Promise<TaxonError> {
  await body?.cancel();
  const message = `The endpoint ${endpoint} must answer ${expected.join(' or ')}, got ${status}.`;
  return new TaxonError(`http/${status}`, message, { status });
}

interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly requestId?: string;
}

function parseError(text: string): ErrorBody | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: Partial<ErrorBody> };
    if (typeof error?.code === 'string' && typeof error.message === 'string') return error as ErrorBody;
  } catch {
    // Not JSON: a program between this client and the server answered. Only the status is known.
  }
  return undefined;
}
