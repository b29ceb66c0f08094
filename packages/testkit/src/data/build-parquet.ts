import { type BasicType, parquetWriteBuffer, type SchemaElement } from 'hyparquet-writer';

/** Values by column, of one length; undefined is null. */
export type ParquetColumns = Readonly<Record<string, readonly unknown[]>>;

interface ParquetOptions {
  readonly rowGroupSize?: number;
  readonly codec?: 'SNAPPY' | 'GZIP' | 'ZSTD' | 'BROTLI';
  readonly compress?: (bytes: Uint8Array) => Uint8Array;
  /** Columns that are stored as JSON. */
  readonly json?: readonly string[];
  /** Columns of lists of texts; every other column holds texts then. */
  readonly lists?: readonly string[];
  /** Entries of the file's own metadata. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A Parquet file. The types of its columns are those of the first values that are not undefined. */
export function buildParquet(columns: ParquetColumns, options: ParquetOptions = {}): Uint8Array {
  const { rowGroupSize = 1000, codec = 'SNAPPY', compress, json = [], lists = [], metadata = {} } = options;
  const bytes = parquetWriteBuffer({
    columnData: Object.entries(columns).map(([name, data]) => ({
      name,
      data: [...data],
      ...(lists.length === 0 ? { type: json.includes(name) ? 'JSON' : typeOf(data) } : {}),
    })),
    ...(lists.length === 0 ? {} : { schema: schemaOf(Object.keys(columns), lists) }),
    rowGroupSize,
    codec,
    ...(compress === undefined ? {} : { compressors: { [codec]: compress } }),
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return new Uint8Array(bytes);
}

function typeOf(data: readonly unknown[]): BasicType {
  const first = data.find((value) => value !== undefined);
  if (first instanceof Date) return 'TIMESTAMP';
  const types: Readonly<Record<string, BasicType>> = { bigint: 'INT64', number: 'DOUBLE', boolean: 'BOOLEAN' };
  return types[typeof first] ?? 'STRING';
}

function schemaOf(columns: readonly string[], lists: readonly string[]): SchemaElement[] {
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
  return [
    { name: 'root', num_children: columns.length },
    ...columns.flatMap((name): SchemaElement[] =>
      lists.includes(name)
        ? [
            { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
            { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
            { name: 'element', ...text },
          ]
        : [{ name, ...text }],
    ),
  ];
}
