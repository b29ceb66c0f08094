import type { Reading } from '../columns/reading.ts';
import { FileProblem } from '../file-problem.ts';
import type { FileRecord } from '../tables/file-record.ts';
import { createFileRecords } from './file-rows.ts';
import type { ReadRow } from './row.ts';
import type { TextFormat } from './row-format.ts';
import { createRowMaker, type FileView, viewFile } from './row-maker.ts';

/** Some whole rows of a stream; plain data. */
export interface RowChunk {
  readonly view: FileView;
  readonly records: readonly FileRecord[];
}

interface ChunkLimits {
  readonly rows: number;
  /** UTF-16 units of a chunk. A single longer row is a chunk of its own. */
  readonly characters: number;
}

// 512 short texts are 5 to 35 ms on a thread: what other callers of the pool wait at most behind one, and enough for the
// handing over (about 0.1 ms) not to count.
const chunkLimits: ChunkLimits = { rows: 512, characters: 65_536 };

/**
 * Cuts a stream of bytes into chunks of whole rows, by the reader of the import. Rows go on as soon as they are complete.
 * Labels are not looked for. Throws FileProblem when the file as a whole cannot be read.
 */
export async function* cutRows(
  body: AsyncIterable<Uint8Array>,
  format: TextFormat,
  reading: Reading = {},
  limits = chunkLimits,
): AsyncGenerator<RowChunk> {
  const file = createFileRecords(format, reading);
  let view: FileView | undefined;
  const chunks = function* (records: readonly FileRecord[]): Generator<RowChunk> {
    if (file.head === undefined || (records.length === 0 && !('columns' in file.head))) return;
    view ??= viewFile(file.head, records, reading, { labels: false });
    let begin = 0;
    let characters = 0;
    for (const [at, record] of records.entries()) {
      characters += lengthOf(record);
      if (at + 1 - begin < limits.rows && characters < limits.characters) continue;
      yield { view, records: records.slice(begin, at + 1) };
      begin = at + 1;
      characters = 0;
    }
    if (begin < records.length) yield { view, records: records.slice(begin) };
  };
  for await (const piece of body) yield* chunks(file.write(piece));
  yield* chunks(file.end());
  if (format === 'csv' && view === undefined) throw new FileProblem('it is empty; a CSV file needs a header');
}

function lengthOf(record: FileRecord): number {
  if ('json' in record) return record.json.length;
  const cells = 'values' in record ? record.values : (record.fields ?? []);
  return cells.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
}

/** Makes rows of a chunk. JSON lines are numbered by their lines, as a stream has always told them. */
export function readChunk({ view, records }: RowChunk): readonly ReadRow[] {
  const maker = createRowMaker(view);
  const byLine = view.head.format === 'jsonl';
  return records.map((record) => {
    const row = maker.row(record);
    return byLine ? { ...row, number: row.line ?? row.number, line: undefined } : { ...row, line: undefined };
  });
}
