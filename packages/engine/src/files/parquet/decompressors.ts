import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type Compressors, snappyUncompress } from 'hyparquet';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';
import { FileProblem } from '../file-problem.ts';
import { parquetLimits } from './parquet-limits.ts';

/** Expands a page; `expandedBytes` is the length that the file names, and no more is written. */
type Decompress = (compressed: Uint8Array, expandedBytes: number) => Uint8Array;

/** The compressions of the format. Node's own zlib where it has one: it stops at the named length. */
export const decompressors: Compressors = {
  SNAPPY: bounded((compressed, expandedBytes) => {
    const expanded = new Uint8Array(expandedBytes);
    snappyUncompress(compressed, expanded);
    return expanded;
  }),
  GZIP: bounded((compressed, maxOutputLength) => gunzipSync(compressed, { maxOutputLength })),
  BROTLI: bounded((compressed, maxOutputLength) => brotliDecompressSync(compressed, { maxOutputLength })),
  ZSTD: bounded((compressed, maxOutputLength) => zstdDecompressSync(compressed, { maxOutputLength })),
  LZ4: bounded(decompressLz4),
  LZ4_RAW: bounded(decompressLz4Raw),
};

function bounded(decompress: Decompress): Decompress {
  return (compressed, expandedBytes) => {
    if (!(expandedBytes >= 0 && expandedBytes <= parquetLimits.pageBytes)) {
      throw new FileProblem(`a page expands to ${expandedBytes} bytes; at most ${parquetLimits.pageBytes} are read`);
    }
    return decompress(compressed, expandedBytes);
  };
}
