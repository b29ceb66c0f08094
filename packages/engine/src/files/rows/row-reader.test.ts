import { anyCodePoint } from '@taxon/testkit/data/any-code-point';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../decode-utf8.ts';
import { FileProblem } from '../file-problem.ts';
import { type ReadRow, readCsv, readJsonLines } from './row-reader.ts';

async function* pieces(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function all(rows: AsyncIterable<ReadRow>): Promise<ReadRow[]> {
  const list: ReadRow[] = [];
  for await (const row of rows) list.push(row);
  return list;
}
const csv = (text: string | Uint8Array, size?: number) => all(readCsv(decodeUtf8(pieces(text, size))));
const lines = (text: string, size?: number) => all(readJsonLines(decodeUtf8(pieces(text, size))));
const texts = (rows: readonly ReadRow[]) => rows.map((row) => ('raw' in row ? row.raw.text : row.problem));
const placesOf = (rows: readonly ReadRow[]) => rows.map(({ number, line }) => [number, line]);
const csvPlaces = [
  [2, 3],
  [3, 8],
  [4, 9],
  [5, 11],
];

describe('CSV', () => {
  it('is read by its header, in any order and letter case, other columns left out', async () => {
    const rows = await csv('id, Label ,extra,TEXT\n1,A,x,"hello, ""you"""\n2,B,y,multi\n');
    expect(rows).toEqual([
      {
        number: 2,
        line: 2,
        raw: expect.objectContaining({ id: '1', label: 'A', text: 'hello, "you"', labels: undefined }),
      },
      { number: 3, line: 3, raw: expect.objectContaining({ id: '2', label: 'B', text: 'multi' }) },
    ]);
  });

  it('counts records with the header as the first, and tells the line on which each begins', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const file = ['', 'text', '"a', '', 'b"', '', '', 'c', '"d', 'e"', 'f', ''].join(end);
      for (const size of [1, 7, 1000]) expect(placesOf(await csv(file, size))).toEqual(csvPlaces);
    }
  });

  it('may use semicolons or tabs, a byte order mark, and no line end at the end', async () => {
    expect(texts(await csv('\ufefftext;label\na,b;X'))).toEqual(['a,b']);
    expect(texts(await csv('label\ttext\nX\ta;b,c'))).toEqual(['a;b,c']);
    for (const size of [1, 100]) expect(texts(await csv('\r\n\r\ntext;label\r\na,b;X', size))).toEqual(['a,b']);
  });

  it('has as many fields in each row as in the header; other rows are named', async () => {
    const shifted = 'text,label\nhello, I need help,billing\nalone\n"a, b",A\nMy parcel is lost, where is it?,delivery';
    expect(texts(await csv(shifted))).toEqual([
      'has 3 fields, the header has 2; a comma within a text must stand in quotes',
      'has 1 field, the header has 2; an empty field needs its comma too, and a line end within a text must stand in quotes',
      'a, b',
      'has 3 fields, the header has 2; a comma within a text must stand in quotes',
    ]);
    expect(texts(await csv('text;label\na;b;c'))[0]).toContain('a semicolon within a text');
    expect(texts(await csv('text\nhello, you\n'))[0]).toContain('has 2 fields, the header has 1');
  });

  it('may be read without other columns than those known', async () => {
    const read = (text: string) => all(readCsv(decodeUtf8(pieces(text)), 'refused'));
    const known = 'must be one of text, label, labels, id, language, dataset';
    await expect(read('text,category\na,b\n')).rejects.toThrow(`column 2 of the header ${known}, got "category"`);
    await expect(read('text,label,\na,b,\n')).rejects.toThrow(`column 3 of the header ${known}, got ""`);
    expect(texts(await read('Text , LABEL\na,b\n'))).toEqual(['a']);
  });

  it('survives any quoting: what is written is read', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !value.includes('\u0000'));
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 });
    const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (given, size) => {
        const file = `text,label\n${given.map(([a, b]) => `${quote(a)},${quote(b)}\n`).join('')}`;
        const read = await csv(file, size);
        expect(read.map((row) => ('raw' in row ? [row.raw.text, row.raw.label] : []))).toEqual(given);
      }),
      { seed: 20261124, numRuns: 100 },
    );
  });

  it.each([
    ['', 'it is empty'],
    ['a,b\n1,2\n', 'no column "text"'],
    ['text,text\n1,2\n', 'the column "text" twice'],
    ['text\n"never closed\nsecret\n', 'row 2 (line 2): a quote is opened and never closed'],
    ['text\r\n\r\n"a\r\nb"\r\n\r\n"never closed\r\nsecret\r\n', 'row 3 (line 6): a quote is opened and never closed'],
    ['text\n"closed" early\n', 'row 2 (line 2): a closing quote'],
  ])('that cannot be read says why without quoting it: %j', async (file, message) => {
    await expect(csv(file)).rejects.toThrow(message);
    await expect(csv(file)).rejects.not.toThrow(/secret/);
    await expect(csv(file)).rejects.toBeInstanceOf(FileProblem);
  });

  it('must be UTF-8', async () => {
    await expect(csv(Uint8Array.of(0x74, 0xe9, 0x0a))).rejects.toThrow('not valid UTF-8');
  });
});

describe('JSON lines', () => {
  it('are read line by line, empty ones passed over but counted as lines', async () => {
    const rows = await lines('{"text":"é\\n🙂","labels":["A"]}\n\n{"text":"b"}', 3);
    expect(placesOf(rows)).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(texts(rows)).toEqual(['é\n🙂', 'b']);
  });

  it('that are no objects are values, not the end', async () => {
    expect(texts(await lines('[1]\nnull\n{bad\n"x"\n{"text":"ok"}\r\n'))).toEqual([
      ...Array.from({ length: 4 }, () => 'must be a JSON object'),
      'ok',
    ]);
  });

  it('may be read without other members than those known', async () => {
    const text = '{"text":"a","lable":"x"}\n{"text":"b","label":"x"}\n{"text":"c","Label":"x"}';
    const rows = await all(readJsonLines(decodeUtf8(pieces(text)), 'refused'));
    expect(rows.map((row) => ('problem' in row ? row.wrong : row.raw.text))).toEqual([
      { field: 'lable' },
      'b',
      { field: 'Label' },
    ]);
  });

  it('hand out own fields only', async () => {
    expect(texts(await lines('{"__proto__":{"text":"inherited"}}'))).toEqual([undefined]);
  });

  it('survive any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: anyCodePoint }), { maxLength: 8 }), async (given) => {
        const rows = await lines(given.map((text) => `${JSON.stringify({ text })}\n`).join(''), 5);
        expect(texts(rows)).toEqual(given);
      }),
      { seed: 20261124, numRuns: 50 },
    );
  });
});
