import { knownNames } from '../columns/known-names.ts';
import type { Reading } from '../columns/reading.ts';
import { createTextDecoding } from '../encoding/decode-text.ts';
import { FileProblem } from '../file-problem.ts';
import { createCsvReader } from '../tables/csv/csv-reader.ts';
import type { FileRecord, TextReader } from '../tables/file-record.ts';
import { createJsonReader } from '../tables/json/json-reader.ts';
import type { TextFormat } from './row-format.ts';

/** The records of a text file as its bytes come in: the one way from bytes to rows, for imports, streams and previews. */
export interface FileRecords extends Pick<TextReader, 'head' | 'swallowing'> {
  /** Throws FileProblem when the file as a whole cannot be read. */
  write(piece: Uint8Array): FileRecord[];
  end(): FileRecord[];
  /** The encoding by WHATWG name; undefined while too few bytes came to say. */
  readonly encoding: string | undefined;
}

export function createFileRecords(format: TextFormat, { charset, separator }: Reading): FileRecords {
  const decoding = createTextDecoding(charset);
  const reader = format === 'csv' ? createCsvReader({ separator, knownNames }) : createJsonReader();
  const checked = (records: FileRecord[]): FileRecord[] => {
    const { badBytes } = decoding;
    const { head } = reader;
    if (head?.format === 'csv' && head.columns.some((name) => name.includes('\0'))) {
      throw new FileProblem('its header holds U+0000, so it is UTF-16 or UTF-32, or no text: save it as UTF-8');
    }
    if (badBytes === undefined) return records;
    if (head?.format === 'csv' && !head.columns.every((name) => name.isWellFormed())) {
      throw new FileProblem(`its header ${badBytes}`);
    }
    return records.map((record) => (isWellFormed(record) ? record : withoutContent(record, badBytes)));
  };
  return {
    write: (piece) => checked(reader.write(decoding.write(piece))),
    end: () => checked([...reader.write(decoding.end()), ...reader.end()]),
    get head() {
      return reader.head;
    },
    get swallowing() {
      return reader.swallowing;
    },
    get encoding() {
      return decoding.encoding;
    },
  };
}

/** Bytes that are no UTF-8 were decoded to lone surrogates. */
function isWellFormed(record: FileRecord): boolean {
  if ('json' in record) return record.json.isWellFormed();
  const cells = 'values' in record ? record.values : (record.fields ?? []);
  return cells.every((cell) => typeof cell !== 'string' || cell.isWellFormed());
}

const withoutContent = ({ number, line }: FileRecord, problem: string): FileRecord => ({ number, line, problem });
