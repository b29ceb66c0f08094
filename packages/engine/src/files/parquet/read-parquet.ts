import { type FileMetaData, parquetMetadata, parquetSchema } from 'hyparquet';
import { FileProblem } from '../file-problem.ts';
import type { Table } from '../table.ts';
import { classLabelNames } from './class-labels.ts';
import { decodeRowGroups } from './decode-row-groups.ts';
import { parquetLimits } from './parquet-limits.ts';
import { plainValue } from './plain-value.ts';

/**
 * Reads a Parquet file as a table. The first row has number 1. Row groups are expanded one at a time, when their first
 * row is asked for. Values are as `plainValue` says: a column of lists gives arrays, one of structures objects.
 * Columns of classes that a data set of Hugging Face stores as numbers give the names of the classes.
 *
 * Work for a thread, which starts another one for the decoding (`decodeRowGroups`). Throws FileProblem for what is no Parquet file, is encrypted,
 * damaged, or beyond `parquetLimits`. `milliseconds`: as `decodeRowGroups` has it.
 */
export async function readParquet(
  bytes: Uint8Array,
  { milliseconds }: { readonly milliseconds?: number } = {},
): Promise<Table> {
  const metadata = readMetadata(bytes);
  const columns = orProblem(() => parquetSchema(metadata).children.map(({ element }) => element.name));
  requireWithinLimits(metadata, columns.length);
  return { columns, rows: tableRows(bytes, metadata, columns, milliseconds) };
}

const magic = 'PAR1';
const encryptedMagic = 'PARE';

function readMetadata(bytes: Uint8Array): FileMetaData {
  const end = new TextDecoder('latin1').decode(bytes.subarray(-4));
  if (end === encryptedMagic) throw new FileProblem('it is encrypted');
  if (bytes.length < 12 || end !== magic) {
    const begins = new TextDecoder('latin1').decode(bytes.subarray(0, 4)) === magic;
    throw new FileProblem(begins ? 'it is a Parquet file that breaks off' : 'it is no Parquet file');
  }
  return orProblem(() => parquetMetadata(bytes));
}

function requireWithinLimits({ num_rows, row_groups }: FileMetaData, columns: number): void {
  const refuse = (what: string, count: number | bigint, limit: number): never => {
    throw new FileProblem(`it has ${count} ${what}; at most ${limit} are read`);
  };
  const { rows, groupBytes, groupValues } = parquetLimits;
  if (num_rows > rows || num_rows < 0) refuse('rows', num_rows, rows);
  if (columns > parquetLimits.columns) refuse('columns', columns, parquetLimits.columns);
  for (const group of row_groups) {
    let expanded = 0n;
    for (const { meta_data } of group.columns) {
      if (meta_data === undefined) throw new FileProblem('it is damaged, or its columns are encrypted');
      expanded += meta_data.total_uncompressed_size;
      if (meta_data.num_values > groupValues) refuse('values in one row group', meta_data.num_values, groupValues);
    }
    if (expanded > groupBytes) refuse('bytes in one row group', expanded, groupBytes);
    if (group.num_rows > groupValues) refuse('rows in one row group', group.num_rows, groupValues);
  }
}

async function* tableRows(
  bytes: Uint8Array,
  metadata: FileMetaData,
  columns: readonly string[],
  milliseconds: number | undefined,
) {
  const classNames = classLabelNames(metadata.key_value_metadata);
  const names = columns.map((column) => classNames.get(column));
  let number = 0;
  for await (const row of decodeRowGroups(bytes, metadata, milliseconds)) {
    number += 1;
    yield { number, line: undefined, values: columns.map((_, index) => plainValue(row[index], names[index])) };
  }
}

// What hyparquet says of a bad file can quote it.
function orProblem<T>(act: () => T): T {
  try {
    return act();
  } catch {
    throw new FileProblem('it is a damaged Parquet file');
  }
}
