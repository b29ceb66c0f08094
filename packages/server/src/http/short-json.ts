import { Readable } from 'node:stream';
import { emptyBody, invalidField } from './door-fault.ts';
import { FaultError } from './fault.ts';
import { parseJson } from './json-body.ts';

/** Bodies up to this length are read at once. Parsing one takes the event loop some 10 ms. */
const shortBytes = 1 << 20;

/**
 * Refuses at once a streamed body of at most 1 MiB that is no JSON object, by line and column. Of a longer one the job says
 * what is wrong. Answers the body as it was. Throws FaultError, and what the stream ends with.
 */
export async function refuseBrokenJson(body: Readable): Promise<Readable> {
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  const begun: Buffer[] = [];
  let length = 0;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    begun.push(next.value);
    length += next.value.length;
    if (length > shortBytes) return Readable.from(resumed(begun, chunks), { objectMode: false });
  }
  const bytes = Buffer.concat(begun);
  requireObject(parseJson(bytes));
  return Readable.from([bytes], { objectMode: false });
}

async function* resumed(begun: readonly Buffer[], rest: AsyncIterableIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* begun;
  yield* rest;
}

function requireObject(value: unknown): void {
  if (value === undefined) throw new FaultError(emptyBody);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw invalidField('', 'must be a JSON object', value);
}
