// A thread of its own, started by decode-row-groups.ts: it loads the decoder and nothing else.
import { parentPort, workerData } from 'node:worker_threads';
import { type FileMetaData, parquetRead } from 'hyparquet';
import { FileProblem } from '../file-problem.ts';
import { decompressors } from './decompressors.ts';

/** What is asked of the thread: to decode a row group, or to hand out more of its rows. */
export type RowGroupQuestion = { readonly group: RowGroupBytes } | 'more';

export interface RowGroupBytes {
  readonly rowStart: number;
  readonly rowEnd: number;
  /** The file's bytes from `offset` on, as far as the columns of the group reach. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly offset: number;
}

export type RowGroupAnswer =
  | { readonly rows: readonly (readonly unknown[])[]; readonly last: boolean }
  /** Undefined: the reason is not one that can be told. */
  | { readonly problem: string | undefined };

const rowsAnAnswer = 5_000;
const metadata = workerData as FileMetaData;
let decoded: readonly (readonly unknown[])[] = [];
let given = 0;

parentPort?.on('message', (question: RowGroupQuestion) => void answer(question));

async function answer(question: RowGroupQuestion): Promise<void> {
  try {
    if (question !== 'more') {
      decoded = await decode(question.group);
      given = 0;
    }
    const rows = decoded.slice(given, given + rowsAnAnswer);
    given += rows.length;
    tell({ rows, last: given >= decoded.length });
  } catch (error) {
    tell({ problem: problemOf(error) });
  }
}

const tell = (message: RowGroupAnswer): void => parentPort?.postMessage(message);

async function decode({ rowStart, rowEnd, bytes, offset }: RowGroupBytes): Promise<readonly (readonly unknown[])[]> {
  const slice = (start: number, end = offset + bytes.length) => bytes.slice(start - offset, end - offset).buffer;
  const file = { byteLength: offset + bytes.length, slice };
  const options = { rowStart, rowEnd, compressors: decompressors, parsers: { jsonFromBytes }, geoparquet: false };
  let rows: readonly (readonly unknown[])[] = [];
  const onComplete = (read: unknown[][]) => {
    rows = read;
  };
  await parquetRead({ file, metadata, ...options, onComplete });
  return rows;
}

/** JSON that is none stays text: the library's error would fail the file. */
function jsonFromBytes(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// Messages of the library about the format begin with its name and hold no values of cells. Others may.
function problemOf(error: unknown): string | undefined {
  if (error instanceof FileProblem) return error.message;
  const told = error instanceof Error ? /^parquet (unsupported [\w ]+: \w+)/.exec(error.message)?.[1] : undefined;
  return told === undefined ? undefined : `it cannot be decoded: ${told}`;
}
