import { describe, expect, it } from 'vitest';
import type { Reading } from '../columns/reading.ts';
import { checkRow } from './row-check.ts';
import type { TextFormat } from './row-format.ts';
import { readUpload } from './upload-rows.ts';

// Files as other programs write them: the documents with their ids and labels, or what is said of a row.
const cases: readonly (readonly [
  name: string,
  kind: 'single' | 'multi',
  format: TextFormat,
  file: string,
  rows: readonly string[],
])[] = [
  [
    'files that were joined: the header again, and a byte order mark',
    'single',
    'csv',
    'text,label\na,x\nText,label\nb,y\n\ufefftext,label\n\ufeff"text","label"\nc,x\n',
    [
      'a [x]',
      'Row 3 (line 3): is the header again, as where files were joined.',
      'b [y]',
      'Row 5 (line 5): is the header again, as where files were joined.',
      'Row 6 (line 6): is the header again, as where files were joined.',
      'c [x]',
    ],
  ],
  ['a column that holds its own name', 'single', 'csv', 'text\ntext\n', ['text -']],
  [
    'lines that were joined, with a byte order mark',
    'single',
    'jsonl',
    '\ufeff{"text":"a"}\n\ufeff{"text":"b"}\n',
    ['a -', 'b -'],
  ],
  ['blank lines before the header', 'single', 'csv', '\n  \n \t\ntext,label\na,x\n', ['a [x]']],
  [
    'names of rows that R writes',
    'single',
    'csv',
    '"","text","label"\n"Mazda RX4","a","x"\n"r2","b","y"\n',
    ['a [x]', 'b [y]'],
  ],
  ['blanks before quotes', 'single', 'csv', 'text, label\n"a, b", "x"\n"c", "y"\n', ['a, b [x]', 'c [y]']],
  ['blanks and quotes between tabs are text', 'single', 'csv', 'text\tlabel\n "a"\tx\n', [' "a" [x]']],
  [
    'NULL of databases',
    'multi',
    'csv',
    'text\tlabels\na\t\\N\n\\N\tx\n',
    ['a -', 'Row 3 (line 3): field "text": must not be empty, got "".'],
  ],
  [
    'NaN is no value',
    'multi',
    'jsonl',
    '{"text":"a NaN","label":NaN,"score":-Infinity}\n{"text":"b","labels":["x",NaN]}\n',
    [
      'a NaN -',
      'Row 2 (line 2): field "labels": must hold strings or numbers, not null, arrays or objects, got ["x",null].',
    ],
  ],
  [
    'missing values in a list as Python prints it',
    'multi',
    'csv',
    'text,labels\na,[nan]\nb,"[\'nan\']"\n',
    [
      'Row 2 (line 2): field "labels": looks like a list that cannot be read; write a JSON array such as ["a", "b"] under "labels", got "[nan]".',
      'b [nan]',
    ],
  ],
  [
    'empty names alone are no answer',
    'multi',
    'jsonl',
    '{"text":"a","labels":[""]}\n{"text":"b","labels":["x",""]}\n',
    [
      'Row 1 (line 1): field "labels": must not hold empty names alone: write [] for "none of the classes", or leave it out for a document without label, got [""].',
      'b [x]',
    ],
  ],
  [
    'ids beyond 2^53 keep their digits',
    'single',
    'jsonl',
    '{"id":1234567890123456789,"text":"a"}\n{"id":1234567890123456790,"text":"b","score":0.12345678901234567}\n',
    ['#1234567890123456789 a -', '#1234567890123456790 b -'],
  ],
  [
    'doccano before 1.5: an empty list is not answered, unless somebody approved it',
    'multi',
    'jsonl',
    '{"id":1,"text":"a","meta":{},"annotation_approver":null,"labels":[]}\n{"id":2,"text":"b","meta":{},"annotation_approver":"admin","labels":[]}\n{"id":3,"text":"c","meta":{},"annotation_approver":null,"labels":["x"]}\n',
    ['#1 a -', '#2 b []', '#3 c [x]'],
  ],
  [
    'Label Studio: spans are no answer, paths of a taxonomy are refused',
    'multi',
    'jsonl',
    JSON.stringify([
      { id: 1, data: { review: 'a', url: 'u' }, annotations: [{ result: [{ value: { choices: ['x'] } }] }] },
      { id: 2, data: { text: 'b' }, annotations: [{ result: [{ value: { start: 0, end: 1, labels: ['PER'] } }] }] },
      { id: 3, data: { text: 'c' }, annotations: [{ result: [{ value: { taxonomy: [['A', 'B']] } }] }] },
      { id: 4, data: { text: 'd' }, annotations: [{ result: [] }] },
    ]),
    [
      '#1 a [x]',
      '#2 b -',
      'Row 3 (line 1): field "labels": must hold strings or numbers, not null, arrays or objects, got [["A","B"]].',
      '#4 d []',
    ],
  ],
  [
    'Prodigy: what was rejected or ignored has no label',
    'single',
    'jsonl',
    ['accept', 'reject', 'ignore']
      .map((answer) => JSON.stringify({ text: answer, label: 'x', _input_hash: 1, _task_hash: 2, answer }))
      .join('\n'),
    ['accept [x]', 'reject -', 'ignore -'],
  ],
  [
    'Prodigy: several classes',
    'multi',
    'jsonl',
    ['accept', 'reject']
      .map((answer) => JSON.stringify({ text: answer, options: [], accept: [], _task_hash: 2, answer }))
      .join('\n'),
    ['accept []', 'reject -'],
  ],
  [
    "spaCy's categories",
    'multi',
    'jsonl',
    '{"text":"a","cats":{"x":1.0,"y":0.0}}\n{"text":"b","cats":{"x":0,"y":0}}\n{"text":"c","cats":{}}\n',
    ['a [x]', 'b []', 'c -'],
  ],
  [
    'a list within an object',
    'single',
    'jsonl',
    '{"version":1,"examples":[{"text":"a","label":"x"}]}\n{"text":"b","examples":[{"text":"c","label":"x"}]}\n',
    ['Row 1 (line 1): is no row, but holds a list under "examples": send this list by itself.', 'b -'],
  ],
  [
    'what is no row says so in words',
    'single',
    'csv',
    'text,label\n"a,x\nb,y\n',
    ['Row 2 (line 2): a quote is opened and never closed.', 'b [y]'],
  ],
];

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of source) all.push(each);
  return all;
}

async function read(
  file: string,
  format: TextFormat,
  { kind, size = 1000, reading = {} }: { kind: 'single' | 'multi'; size?: number; reading?: Reading },
) {
  const told: string[] = [];
  for await (const rows of readUpload(piecesOf(new TextEncoder().encode(file), size), format, reading).rows()) {
    for (const each of rows) {
      const result = checkRow(each, { kind, reading });
      if (!result.ok) {
        told.push(result.issue.message);
        continue;
      }
      const { name, text, labels } = result.value;
      told.push(
        `${name === undefined ? '' : `#${name} `}${text} ${labels === undefined ? '-' : `[${labels.join('|')}]`}`,
      );
    }
  }
  return told;
}

describe('files as other programs write them', () => {
  it.each(cases)('%s', async (_name, kind, format, file, rows) => {
    for (const size of [1, 7, 1000]) expect(await read(file, format, { kind, size })).toEqual(rows);
  });

  it.each([
    ['csv', '{"text":"a","label":"x"}\n', 'it looks like JSON, not like CSV: send it as application/x-ndjson'],
    ['csv', '[{"text":"a"}]', 'it looks like JSON, not like CSV: send it as application/x-ndjson'],
    ['jsonl', 'id,"text",label\n1,a,x\n', 'it looks like CSV, not like JSON: send it as text/csv'],
    ['csv', 'text,t\0e\0x\0\n\0', 'its header holds U+0000, so it is UTF-16 or UTF-32, or no text: save it as UTF-8'],
  ] as const)('another format is called by its name: %s %j', async (format, file, problem) => {
    const rows = readUpload(piecesOf(new TextEncoder().encode(file), 5), format, {});
    await expect(allOf(rows.rows())).rejects.toThrow(problem);
  });

  it.each(['utf-16le', 'utf-16be'] as const)('Cyrillic in %s without a byte order mark', async (encoding) => {
    const bytes = Buffer.from('текст,класс\nОчень,да\n', 'utf16le');
    const upload = readUpload(piecesOf(encoding === 'utf-16le' ? bytes : bytes.swap16(), 3), 'csv', {
      text: 'текст',
      label: 'класс',
    });
    const rows = (await allOf(upload.rows())).flat();
    expect(rows).toMatchObject([{ raw: { text: 'Очень', label: 'да' } }]);
  });

  it('ASCII is read as the UTF-8 that it is a part of', async () => {
    expect(await read('text\nä\n', 'csv', { kind: 'single', reading: { charset: 'US-ASCII' } })).toEqual(['ä -']);
  });

  it('one column cannot be two fields', async () => {
    await expect(read('t,l\na,x\n', 'csv', { kind: 'single', reading: { text: 't', label: 't' } })).rejects.toThrow(
      'the column "t" cannot be both text= and label=',
    );
  });
});
