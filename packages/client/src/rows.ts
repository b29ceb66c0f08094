import type { ClassifyRequest, StreamedRow, V1Error } from '@taxon/contract';
import { TaxonError } from './taxon-error.ts';

/** A row to classify. Without an id the server answers it under its number, counted from 1. */
export type InputRow = NonNullable<ClassifyRequest['documents']>[number];

/** The answer to one row: its classes, or why it was refused. */
export type AnsweredRow = Exclude<StreamedRow, V1Error>;

/** Rows as a body of JSON lines, one chunk a row. A row is taken from `rows` when the platform asks for more. */
export function encodeRows(rows: Iterable<InputRow> | AsyncIterable<InputRow>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}

/**
 * The rows of an answer in JSON lines, in order. Ending the iteration early cancels the answer.
 * @throws TaxonError when the server broke the answer off. The last row then has no id and says why.
 */
export async function* readRows(answer: ReadableStream<Uint8Array>): AsyncGenerator<AnsweredRow, void, undefined> {
  const reader = answer.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield answeredRow(line);
      if (done) break;
    }
    if (rest !== '') yield answeredRow(rest);
  } finally {
    await reader.cancel();
  }
}

function answeredRow(line: string): AnsweredRow {
  const row = JSON.parse(line) as StreamedRow;
  if ('id' in row) return row;
  const { code, message, requestId } = row.error;
  throw new TaxonError(code, message, { requestId });
}
