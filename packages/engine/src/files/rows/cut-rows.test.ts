import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileProblem } from '../file-problem.ts';
import { type ChunkLimits, cutRows, type RowChunk } from './cut-rows.ts';
import { readChunk } from './read-chunk.ts';
import type { RowFormat } from './row-format.ts';
import type { ReadRow } from './row-reader.ts';

const runs = { seed: 20_261_124, numRuns: 300 };
const small: ChunkLimits = { rows: 3, bytes: 40 };

async function* pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.slice(at, at + size);
    at += size;
  }
}

async function cut(bytes: Uint8Array, format: RowFormat, sizes: readonly number[], limits = small) {
  const chunks: RowChunk[] = [];
  for await (const chunk of cutRows(pieces(bytes, sizes), format, limits)) chunks.push(chunk);
  return chunks;
}

/** All rows, read chunk by chunk from pieces of these sizes. */
async function readInPieces(bytes: Uint8Array, format: RowFormat, sizes: readonly number[], limits = small) {
  const rows: ReadRow[] = [];
  for (const chunk of await cut(bytes, format, sizes, limits)) rows.push(...(await readChunk(chunk)));
  return rows;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const quoteCell = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const texts = (rows: readonly ReadRow[]) => rows.map((row) => ('raw' in row ? row.raw.text : row.problem));
const numbers = (rows: readonly ReadRow[]) => rows.map(({ number }) => number);
const sizesOf = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
// Everything that a cut could hit: characters of 1 to 4 bytes, quotes, delimiters, both bytes of line ends.
const cellOf = fc.string({
  unit: fc.constantFrom('a', 'é', '漢', '😀', '"', ',', ';', '\n', '\r', ' '),
  maxLength: 12,
});

describe('cutRows', () => {
  it('loses and changes nothing of CSV, wherever pieces end', async () => {
    const rowsOf = fc.array(fc.tuple(cellOf, cellOf), { maxLength: 12 });
    const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(rowsOf, lineEnds, sizesOf, fc.boolean(), fc.boolean(), async (rows, end, sizes, mark, last) => {
        const lines = [['id', 'text'], ...rows].map((cells) => cells.map(quoteCell).join(','));
        const bytes = encode((mark ? '\ufeff' : '') + lines.join(end) + (last ? end : ''));
        const read = await readInPieces(bytes, 'csv', sizes);
        expect(texts(read)).toEqual(rows.map(([, text]) => text));
        expect(numbers(read)).toEqual(rows.map((_, i) => i + 2));
      }),
      runs,
    );
  });

  it('loses and changes nothing of JSON lines, and counts empty lines', async () => {
    const linesOf = fc.array(fc.option(cellOf), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(linesOf, sizesOf, fc.boolean(), async (lines, sizes, last) => {
        const text = lines.map((line) => (line === null ? '' : JSON.stringify({ text: line }))).join('\n');
        const read = await readInPieces(encode(text + (last ? '\n' : '')), 'jsonl', sizes);
        const there = lines.flatMap((line, i) => (line === null ? [] : [{ line, number: i + 1 }]));
        expect(texts(read)).toEqual(there.map(({ line }) => line));
        expect(numbers(read)).toEqual(there.map(({ number }) => number));
      }),
      runs,
    );
  });

  it('gives any bytes back whole, in chunks that end where rows end, whatever pieces they come in', async () => {
    const anyOf = fc.array(fc.constantFrom(34, 44, 10, 13, 97, 0xc3, 0xff), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        anyOf,
        sizesOf,
        fc.constantFrom('csv' as const, 'jsonl' as const),
        async (any, sizes, format) => {
          const head = format === 'csv' ? [...encode('text\n')] : [];
          const bytes = Uint8Array.from([...head, ...any]);
          const chunks = await cut(bytes, format, sizes);
          expect([...head, ...chunks.flatMap((chunk) => [...chunk.bytes])]).toEqual([...bytes]);
          const whole = await cut(bytes, format, [bytes.length || 1], { rows: 1000, bytes: 1000 });
          const inPieces = [];
          for (const chunk of chunks) inPieces.push(...(await readChunk(chunk)));
          const atOnce = [];
          for (const chunk of whole) atOnce.push(...(await readChunk(chunk)));
          expect(inPieces).toEqual(atOnce);
        },
      ),
      runs,
    );
  });

  it('keeps chunks small, and a long row whole', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(500) });
    const lines = [...Array.from({ length: 7 }, () => '{"text":"a"}'), long, '{"text":"b"}'];
    const chunks = await cut(encode(lines.join('\n')), 'jsonl', [1000]);
    expect(chunks.map(({ firstRow }) => firstRow)).toEqual([1, 4, 7, 9]);
    expect(chunks.every(({ bytes }) => bytes.buffer.byteLength === bytes.length)).toBe(true);
  });

  it('gives rows on as soon as they are complete', async () => {
    const inTurns = cutRows(
      (async function* () {
        yield encode('{"text":"a"}\n{"te');
        expect.fail('asked for more before the first row was taken');
      })(),
      'jsonl',
    );
    const { value } = await inTurns.next();
    expect(new TextDecoder().decode((value as RowChunk).bytes)).toBe('{"text":"a"}\n');
    await inTurns.return(undefined);
  });
});

describe('files that break the rules', () => {
  it('a stray quote, and bytes that are no UTF-8, spoil their own rows only', async () => {
    const lines = [
      'id,text',
      '1,good',
      '2,5" disk',
      '3,good',
      '4,"a"b',
      '5,good',
      '6,BAD',
      '7,good',
      '8,"never closed',
    ];
    const bytes = encode(lines.join('\n'));
    bytes.set([0xff], bytes.indexOf(66));
    expect(texts(await readInPieces(bytes, 'csv', [1000], { rows: 100, bytes: 1000 }))).toEqual([
      'good',
      'a quote stands inside a field that does not begin with one',
      'good',
      'a closing quote is not followed by the end of its field',
      'good',
      'must be valid UTF-8',
      'good',
      'a quote is opened and never closed',
    ]);
  });

  it('a line of JSON that is none, or no UTF-8, is named by its number', async () => {
    const bytes = encode('{"text":"a"}\nnonsense\n{"text":"B"}\n{"text":"c"}');
    bytes.set([0xff], bytes.indexOf(66));
    const rows = await readInPieces(bytes, 'jsonl', [1000], { rows: 100, bytes: 1000 });
    expect(texts(rows)).toEqual(['a', 'must be a JSON object', 'must be valid UTF-8', 'c']);
    expect(numbers(rows)).toEqual([1, 2, 3, 4]);
  });

  it('a header without text is refused, with and without rows; so is none at all', async () => {
    for (const file of ['id,txt\n1,x\n', 'id,txt\n', 'id,txt']) {
      await expect(readInPieces(encode(file), 'csv', [3])).rejects.toThrow('the header has no column "text"');
    }
    await expect(readInPieces(encode(''), 'csv', [3])).rejects.toThrow(FileProblem);
    expect(await readInPieces(encode(''), 'jsonl', [3])).toEqual([]);
    expect(await readInPieces(encode('text'), 'csv', [3])).toEqual([]);
  });

  it('a header or a row without an end stops the stream', async () => {
    await expect(cut(encode('x'.repeat(70_000)), 'csv', [1000])).rejects.toThrow(
      'the header is longer than 65536 bytes',
    );
    const endless = async function* () {
      yield encode('{"text":"a"}\n');
      for (let i = 0; i < 20; i += 1) yield new Uint8Array(1 << 20).fill(97);
    };
    const read = async () => {
      for await (const _chunk of cutRows(endless(), 'jsonl'));
    };
    await expect(read()).rejects.toThrow('row 2 is longer than');
  });
});
