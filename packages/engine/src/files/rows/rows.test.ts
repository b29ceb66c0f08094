import { describe, expect, it } from 'vitest';
import { cutRows, readChunk } from './cut-rows.ts';
import type { ReadRow } from './row.ts';
import type { TextFormat } from './row-format.ts';
import { readUpload } from './upload-rows.ts';

// What a row is, for both ways in: an import reads the whole file on a thread, a stream is read into chunks whose rows are made
// on threads. Each case gives the rows with their numbers, as text or as what is wrong.
const cases: readonly (readonly [
  name: string,
  format: TextFormat,
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
  [
    'a header in CR LF, rows in LF',
    'csv',
    'text,label\r\na,x\nb,y\n',
    [
      [2, 'a'],
      [3, 'b'],
    ],
  ],
  [
    'all line ends in one file',
    'csv',
    'label,text\nx,a\r\ny,b\rz,c',
    [
      [2, 'a'],
      [3, 'b'],
      [4, 'c'],
    ],
  ],
  [
    'a CR within quotes stays',
    'csv',
    'text,label\n"a\rb",x\r\nc,y\r\n',
    [
      [2, 'a\rb'],
      [3, 'c'],
    ],
  ],
  [
    'a quote within a field',
    'csv',
    'text,label\nthe 5" disk,x\nb,y\n',
    [
      [2, 'the 5" disk'],
      [3, 'b'],
    ],
  ],
  [
    'quotes around a part of a field',
    'csv',
    'text\tlabel\nhe said "ok" to me\tx\n"ok" he said\ty\n',
    [
      [2, 'he said "ok" to me'],
      [3, '"ok" he said'],
    ],
  ],
  [
    'quotes within quotes as they are',
    'csv',
    'text,label\n"he said "ok" to me",x\n"all ""of"" it",y\n',
    [
      [2, 'he said "ok" to me'],
      [3, 'all "of" it'],
    ],
  ],
  [
    'quotes that Spark escapes',
    'csv',
    'text,label\n"a \\"b\\", c",x\n"say \\",\\" please",y\n',
    [
      [2, 'a "b", c'],
      [3, 'say "," please'],
    ],
  ],
  [
    'a backslash before a closing quote',
    'csv',
    'text,label\n"C:\\dir\\",x\nb,y\n',
    [
      [2, 'C:\\dir\\'],
      [3, 'b'],
    ],
  ],
  ['quotes that PHP leaves behind backslashes', 'csv', 'text,label\n"a \\"b\\", ""c""",x\n', [[2, 'a \\"b\\", "c"']]],
  [
    'separators that Python escapes',
    'csv',
    'text,label\na\\, b,x\nc,y\n',
    [
      [2, 'a, b'],
      [3, 'c'],
    ],
  ],
  [
    'blanks before quotes',
    'csv',
    'text, label\n "a, b" , x\nc, y\n',
    [
      [2, 'a, b'],
      [3, 'c'],
    ],
  ],
  [
    'lines within quotes with quotes as they are',
    'csv',
    'text,label\n"he said "ok" to me\nand left",x\nb,y\n',
    [
      [2, 'he said "ok" to me\nand left'],
      [3, 'b'],
    ],
  ],
  [
    'a quote that is never closed costs its line',
    'csv',
    'text,label\n"a,x\nb,y\n"c, d",z\n',
    [
      [2, 'a quote is opened and never closed'],
      [3, 'b'],
      [4, 'c, d'],
    ],
  ],
  [
    'too many fields',
    'csv',
    'id,text\n1,a\n2,too, many\n3,b\n',
    [
      [2, 'a'],
      [3, 'has 3 fields, the header has 2; a comma within a text must stand in quotes'],
      [4, 'b'],
    ],
  ],
  [
    'too few fields',
    'csv',
    'id;text\n1;a\n2\n3;b\n',
    [
      [2, 'a'],
      [
        3,
        'has 1 field, the header has 2; an empty field needs its semicolon too, and a line end within a text must stand in quotes',
      ],
      [4, 'b'],
    ],
  ],
  [
    'columns without name and value',
    'csv',
    'label,text,,,\nx,"a, b",,,\ny,c,,,\n,,,,\n',
    [
      [2, 'a, b'],
      [3, 'c'],
    ],
  ],
  [
    'a value without a column',
    'csv',
    'label,text,,\nx,a, b,\ny,c,,\n',
    [
      [2, 'has 3 fields, the header has 2; a comma within a text must stand in quotes'],
      [3, 'c'],
    ],
  ],
  [
    'row numbers of pandas',
    'csv',
    ',text,label\n0,a,x\n1,b,y\n',
    [
      [2, 'a'],
      [3, 'b'],
    ],
  ],
  ['a line that names the separator', 'csv', 'sep=;\r\ntext;label\r\na, b;x\r\n', [[2, 'a, b']]],
  ['bars', 'csv', 'id|text\n1|a,b;c\n', [[2, 'a,b;c']]],
  ['blank lines and lines of separators at the end', 'csv', 'text,label\na,x\n\n,\n \n,\n', [[2, 'a']]],
  [
    'apostrophes that guard formulas',
    'csv',
    "text,label\n'=1+1,x\n''-a,y\n'tis so,z\n",
    [
      [2, '=1+1'],
      [3, "'-a"],
      [4, "'tis so"],
    ],
  ],
  ['a header in quotes', 'csv', '"text","label"\n"a","x"\n', [[2, 'a']]],
  [
    'lines that are no JSON',
    'jsonl',
    '{"text":"a"}\nnonsense\n[1]\n{"text":"b"}\n',
    [
      [1, 'a'],
      [2, 'must be a JSON object: column 1: expected a value'],
      [3, 'must be a JSON object'],
      [4, 'b'],
    ],
  ],
  [
    'lines of JSON that end in CR',
    'jsonl',
    '{"text":"a"}\r{"text":"b"}\r',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'an array in one line',
    'jsonl',
    '[{"text":"a"}, {"text":"b,}{"}]\n',
    [
      [1, 'a'],
      [2, 'b,}{'],
    ],
  ],
  [
    'an array over lines',
    'jsonl',
    '[\n  {"text":"a"},\n  {"text":"b"}\n]\n',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'objects over lines',
    'jsonl',
    '{\n  "text": "a",\n  "label": "x"\n}\n{\n  "text": "b"\n}\n',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'a broken object among objects over lines',
    'jsonl',
    '{\n  "text": "a"\n}\n{\n  "text": "b\n}\n{\n  "text": "c"\n}\n',
    [
      [1, 'a'],
      [2, 'must be a JSON object: its brackets or quotes are not closed'],
      [3, 'c'],
    ],
  ],
  [
    'an object with a comma too many',
    'jsonl',
    '[{"text":"a"},{"text":"b",},{"text":"c"}]',
    [
      [1, 'a'],
      [2, 'must be a JSON object: column 13: expected a name in double quotes'],
      [3, 'c'],
    ],
  ],
  ['an empty array', 'jsonl', '[]\n', []],
  [
    'broken objects in an indented array cost themselves, wherever pieces end',
    'jsonl',
    '[\n  {"text":"a"},\n  {"text":"b, "label":"y"},\n  {"text":"c"},\n  {"text":"d" "label":"z"},\n  {"text":"e"}\n]',
    [
      [1, 'a'],
      [2, 'must be a JSON object: its brackets or quotes are not closed'],
      [3, 'c'],
      [4, "must be a JSON object: column 13: expected ',' or '}'"],
      [5, 'e'],
    ],
  ],
  [
    "Label Studio's JSON, wherever pieces end",
    'jsonl',
    '[{"id":7,"annotations":[{"result":[]}],"data":{"text":"a"}},{"id":8,"annotations":[],"data":{"text":"b"}}]',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
];

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const told = (row: ReadRow): readonly [number, unknown] => [row.number, 'raw' in row ? row.raw.text : row.problem];

async function readWhole(bytes: Uint8Array, format: TextFormat, size: number) {
  const rows: (readonly [number, unknown])[] = [];
  for await (const some of readUpload(piecesOf(bytes, size), format, {}).rows()) rows.push(...some.map(told));
  return rows;
}

async function readCut(bytes: Uint8Array, format: TextFormat, size: number) {
  const rows: (readonly [number, unknown])[] = [];
  for await (const chunk of cutRows(piecesOf(bytes, size), format, {}, { rows: 2, characters: 1000 })) {
    rows.push(...readChunk(chunk).map(told));
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
