import { Worker } from 'node:worker_threads';
import type { FileMetaData, RowGroup } from 'hyparquet';
import { FileProblem } from '../file-problem.ts';
import type { RowGroupAnswer, RowGroupBytes, RowGroupQuestion } from './row-group-thread.ts';

// Decoding takes about 50 ms a megabyte; a busy machine needs several times that.
const patience = { milliseconds: 20_000, millisecondsAMegabyte: 1_000 };

const damaged = 'it is a damaged Parquet file';

/**
 * The rows of a Parquet file, row group by row group. They are decoded on a thread of their own that is ended with the
 * iteration: hyparquet trusts the lengths within pages, so some damaged bytes make it count for minutes or take all
 * memory. The thread may do neither. `milliseconds`: how long a row group may take beyond a second a megabyte.
 */
export async function* decodeRowGroups(
  bytes: Uint8Array,
  metadata: FileMetaData,
  milliseconds: number = patience.milliseconds,
): AsyncGenerator<readonly unknown[]> {
  const thread = startThread(metadata);
  try {
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const part = bytesOf(bytes, group);
      const limit = milliseconds + (expandedBytes(group) / 1e6) * patience.millisecondsAMegabyte;
      let answer = await thread.ask({ group: { rowStart, rowEnd, ...part } }, [part.bytes.buffer], limit);
      yield* answer.rows;
      while (!answer.last) {
        answer = await thread.ask('more', [], limit);
        yield* answer.rows;
      }
      rowStart = rowEnd;
    }
  } finally {
    await thread.end();
  }
}

function startThread(metadata: FileMetaData) {
  const worker = new Worker(new URL('./row-group-thread.ts', import.meta.url), {
    workerData: metadata,
    resourceLimits: { maxOldGenerationSizeMb: 4096 },
  });
  // Thrown by whoever waits for an answer.
  worker.on('error', () => undefined);
  const ask = async (question: RowGroupQuestion, transfer: readonly ArrayBuffer[], milliseconds: number) => {
    const coming = Promise.withResolvers<RowGroupAnswer>();
    const fail = () => coming.reject(new FileProblem(damaged));
    const timer = setTimeout(fail, milliseconds);
    worker.once('message', coming.resolve).once('error', fail);
    worker.postMessage(question, [...transfer]);
    try {
      const answer = await coming.promise;
      if ('rows' in answer) return answer;
      throw new FileProblem(answer.problem ?? damaged);
    } finally {
      clearTimeout(timer);
      worker.off('message', coming.resolve).off('error', fail);
    }
  };
  return { ask, end: () => worker.terminate() };
}

const expandedBytes = ({ columns }: RowGroup): number =>
  columns.reduce((sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0), 0);

/** A copy of the part of the file that the columns of a row group lie in. */
function bytesOf(bytes: Uint8Array, { columns }: RowGroup): Pick<RowGroupBytes, 'bytes' | 'offset'> {
  let start = bytes.length;
  let end = 0;
  for (const { meta_data } of columns) {
    if (meta_data === undefined) continue;
    // As hyparquet takes it: 0 counts as no dictionary.
    const from = Number(meta_data.dictionary_page_offset || meta_data.data_page_offset);
    start = Math.min(start, from);
    end = Math.max(end, from + Number(meta_data.total_compressed_size));
  }
  if (start < 0 || end > bytes.length || start > end) throw new FileProblem(damaged);
  // Uint8Array's own slice copies; a Buffer's does not.
  return { bytes: new Uint8Array(bytes.subarray(start, end)), offset: start };
}
