import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../decode-utf8.ts';
import { cutRows } from './cut-rows.ts';
import { readChunk } from './read-chunk.ts';
import type { RowFormat } from './row-format.ts';
import { type ReadRow, readCsv, readJsonLines } from './row-reader.ts';

// What a row is, for both ways in: an import reads the whole file, a stream is cut by a scanner of bytes and read chunk by
// chunk on threads. Each case gives the rows with their numbers, as text or as what is wrong.
const cases: readonly (readonly [
  name: string,
  format: RowFormat,
  file: string,
  rows: readonly (readonly [number, string])[],
])[] = [
  [
    'lines end in LF',
    'csv',
    'text\na\nb\n',
    [
      [2, 'a'],
      [3, 'b'],
    ],
  ],
  [
    'lines end in CR LF',
    'csv',
    'text\r\na\r\nb\r\n',
    [
      [2, 'a'],
      [3, 'b'],
    ],
  ],
  [
    'lines end in CR',
    'csv',
    'text\ra\rb\r',
    [
      [2, 'a'],
      [3, 'b'],
    ],
  ],
  [
    'the last line has no end',
    'csv',
    'text\na\nb',
    [
      [2, 'a'],
      [3, 'b'],
    ],
  ],
  ['a byte order mark', 'csv', '\ufefftext\na\n', [[2, 'a']]],
  [
    'empty lines are no rows',
    'csv',
    '\ntext\n\na\n\n\nb\n',
    [
      [2, 'a'],
      [3, 'b'],
    ],
  ],
  [
    'quotes hold line ends',
    'csv',
    'text\n"a\nb"\nc\n',
    [
      [2, 'a\nb'],
      [3, 'c'],
    ],
  ],
  [
    'quotes hold CR LF',
    'csv',
    'text\r\n"a\r\nb"\r\nc\r\n',
    [
      [2, 'a\r\nb'],
      [3, 'c'],
    ],
  ],
  [
    'quotes hold quotes',
    'csv',
    'text\n"a ""b"" c"\n""""\n',
    [
      [2, 'a "b" c'],
      [3, '"'],
    ],
  ],
  [
    'quotes hold delimiters',
    'csv',
    'id,text\n1,"a,b"\n2,c\n',
    [
      [2, 'a,b'],
      [3, 'c'],
    ],
  ],
  [
    'semicolons',
    'csv',
    'id;text\n1;a,b\n2;"c;d"\n',
    [
      [2, 'a,b'],
      [3, 'c;d'],
    ],
  ],
  [
    'tabs',
    'csv',
    'id\ttext\n1\ta;b\n2\tc\n',
    [
      [2, 'a;b'],
      [3, 'c'],
    ],
  ],
  [
    'characters of several bytes',
    'csv',
    'text\nhéllo 👋\nçà\n',
    [
      [2, 'héllo 👋'],
      [3, 'çà'],
    ],
  ],
  ['a header alone', 'csv', 'text\n', []],
  [
    'objects in lines',
    'jsonl',
    '{"text":"a"}\n{"text":"b"}\n',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'objects in lines that end in CR LF',
    'jsonl',
    '{"text":"a"}\r\n{"text":"b"}\r\n',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'an object without a line end',
    'jsonl',
    '{"text":"a"}\n{"text":"b"}',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'escaped line ends',
    'jsonl',
    '{"text":"a\\nb"}\n{"text":"c"}\n',
    [
      [1, 'a\nb'],
      [2, 'c'],
    ],
  ],
  ['an object after a byte order mark', 'jsonl', '\ufeff{"text":"a"}\n', [[1, 'a']]],
  ['no rows', 'jsonl', '', []],
];

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const told = (row: ReadRow): readonly [number, unknown] => [row.number, 'raw' in row ? row.raw.text : row.problem];

async function readWhole(bytes: Uint8Array, format: RowFormat, size: number) {
  const text = decodeUtf8(piecesOf(bytes, size));
  const rows: (readonly [number, unknown])[] = [];
  for await (const row of format === 'csv' ? readCsv(text) : readJsonLines(text)) rows.push(told(row));
  return rows;
}

async function readCut(bytes: Uint8Array, format: RowFormat, size: number) {
  const rows: (readonly [number, unknown])[] = [];
  for await (const chunk of cutRows(piecesOf(bytes, size), format, { rows: 2, bytes: 1000 })) {
    for (const row of await readChunk(chunk)) rows.push(told(row));
  }
  return rows;
}

describe('what a row is', () => {
  it.each(cases)('%s', async (_name, format, file, rows) => {
    const bytes = new TextEncoder().encode(file);
    for (const size of [1, 3, 1000]) {
      expect(await readWhole(bytes, format, size)).toEqual(rows);
      expect(await readCut(bytes, format, size)).toEqual(rows);
    }
  });
});
