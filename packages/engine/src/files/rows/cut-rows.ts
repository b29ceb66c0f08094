import { FileProblem } from '../file-problem.ts';
import type { RowFormat } from './row-format.ts';
import { delimiterOf, longestRow } from './row-reader.ts';
import { createRowScanner, findStart, type RowLayout } from './row-scanner.ts';

/** Some whole rows of a stream. */
export interface RowChunk {
  readonly layout: RowLayout;
  /** Without the header; in memory of its own, which a thread may be given. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The number of the first row: JSON lines count lines from 1, CSV counts records with the header as row 1. */
  readonly firstRow: number;
}

export interface ChunkLimits {
  readonly rows: number;
  /** A single longer row is a chunk of its own. */
  readonly bytes: number;
}

// 512 short texts are 5 to 35 ms on a thread: what other callers of the pool wait at most behind one, and enough for the
// handing over (about 0.1 ms) not to count.
const chunkLimits: ChunkLimits = { rows: 512, bytes: 65_536 };
const longestHeader = 65_536;
const nothing = new Uint8Array(0);

/**
 * Cuts a stream of bytes behind ends of rows, whatever pieces it comes in: quoted line ends, characters of several bytes
 * and CR LF pairs stay whole. Rows go on as soon as they are complete. A CSV stream without rows gives one empty chunk,
 * so that its header is judged all the same. Throws FileProblem for a missing header, and for a row without an end.
 */
export async function* cutRows(
  body: AsyncIterable<Uint8Array>,
  format: RowFormat,
  limits = chunkLimits,
): AsyncGenerator<RowChunk> {
  let cutter: Cutter | undefined;
  let head: Uint8Array = nothing;
  const begin = (whole: boolean): Cutter | undefined => {
    const start = findStart(head, { format, whole, delimiterOf });
    if (start === undefined) return undefined;
    head = head.subarray(start.length);
    return createCutter(start.layout, limits);
  };
  for await (const piece of body) {
    if (cutter !== undefined) {
      yield* cutter.cut(piece);
      continue;
    }
    head = join([head, piece]);
    cutter = begin(false);
    if (cutter !== undefined) yield* cutter.cut(head);
    else if (head.length > longestHeader) throw new FileProblem(`the header is longer than ${longestHeader} bytes`);
  }
  if (cutter === undefined) {
    cutter = begin(true);
    if (cutter === undefined) throw new FileProblem('it is empty; a CSV file needs a header');
    yield* cutter.cut(head);
  }
  yield* cutter.end();
}

interface Cutter {
  cut(piece: Uint8Array): Generator<RowChunk>;
  /** What is left, and ends without the end of a line. */
  end(): Generator<RowChunk>;
}

function createCutter(layout: RowLayout, limits: ChunkLimits): Cutter {
  const scanner = createRowScanner(layout);
  let carried: Uint8Array[] = [];
  let carriedBytes = 0;
  let firstRow = layout.format === 'csv' ? 2 : 1;
  let given = 0;
  let chunks = 0;

  const take = (bytes: Uint8Array): RowChunk => {
    const chunk = { layout, bytes: join([...carried, bytes]), firstRow };
    firstRow += scanner.rows - given;
    given = scanner.rows;
    carried = [];
    carriedBytes = 0;
    chunks += 1;
    return chunk;
  };

  return {
    *cut(piece) {
      let from = 0;
      let complete = 0;
      for (let end = scanner.next(piece, 0); end !== -1; end = scanner.next(piece, end)) {
        complete = end;
        if (scanner.rows - given < limits.rows && carriedBytes + end - from < limits.bytes) continue;
        yield take(piece.subarray(from, end));
        from = end;
      }
      if (complete > from) yield take(piece.subarray(from, complete));
      if (complete === piece.length) return;
      carried.push(piece.subarray(complete));
      carriedBytes += piece.length - complete;
      if (carriedBytes > longestRow) throw new FileProblem(`row ${firstRow} is longer than ${longestRow} bytes`);
    },
    *end() {
      if (carriedBytes > 0 || (chunks === 0 && layout.format === 'csv')) yield take(nothing);
    },
  };
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
