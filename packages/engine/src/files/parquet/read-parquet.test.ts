import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { buildParquet, type ParquetColumns } from '@taxon/testkit/data/build-parquet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileProblem } from '../file-problem.ts';
import { readParquet } from './read-parquet.ts';

async function read(bytes: Uint8Array, milliseconds?: number) {
  const table = await readParquet(bytes, milliseconds === undefined ? {} : { milliseconds });
  const rows: { number: number; values: readonly unknown[] }[] = [];
  for await (const { number, values } of table.rows) rows.push({ number, values });
  return { columns: table.columns, rows };
}
const valuesOf = async (columns: ParquetColumns, options: Parameters<typeof buildParquet>[1] = {}) =>
  (await read(buildParquet(columns, options))).rows.map(({ values }) => values);

async function problemOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FileProblem);
  return (error as FileProblem).message;
}

const texts = Array.from({ length: 25 }, (_, index) => `text ${index} äöü 東京`);

describe('readParquet', () => {
  it('reads rows of all row groups in order, with their numbers from 1', async () => {
    const columns = {
      text: texts,
      label: texts.map((_, index) => (index % 5 === 0 ? undefined : `class ${index % 3}`)),
    };
    const table = await read(buildParquet(columns, { rowGroupSize: 7 }));
    expect(table.columns).toEqual(['text', 'label']);
    expect(table.rows.map(({ number }) => number)).toEqual(texts.map((_, index) => index + 1));
    expect(table.rows.map(({ values }) => values)).toEqual(texts.map((text, index) => [text, columns.label[index]]));
  });

  it('expands one row group at a time', async () => {
    const table = await readParquet(buildParquet({ text: texts }, { rowGroupSize: 7 }));
    const rows = table.rows[Symbol.asyncIterator]() as AsyncGenerator<unknown>;
    expect((await rows.next()).value).toMatchObject({ number: 1, values: ['text 0 äöü 東京'] });
    await rows.return(undefined);
    expect(await rows.next()).toMatchObject({ done: true });
  });

  it.each([
    ['SNAPPY', undefined],
    ['GZIP', gzipSync],
    ['ZSTD', zstdCompressSync],
    ['BROTLI', brotliCompressSync],
  ] as const)('reads pages that are compressed with %s', async (codec, compress) => {
    expect(await valuesOf({ text: texts }, { codec, ...(compress && { compress }) })).toEqual(
      texts.map((text) => [text]),
    );
  });

  it('reads numbers, truth values, times, lists and structures', async () => {
    const columns = {
      int: [1n, 2n ** 60n, undefined],
      real: [0.5, -1, undefined],
      yes: [true, false, undefined],
      when: [new Date('2024-05-01T00:00:00Z'), new Date('2024-05-01T13:30:00.5Z'), undefined],
      labels: [['a', 'b'], [], undefined],
      answer: [{ text: 'x', start: 3 }, { text: 'y', start: 4 }, undefined],
    };
    expect(await valuesOf(columns, { json: ['labels', 'answer'] })).toEqual([
      [1, 0.5, true, '2024-05-01', ['a', 'b'], { text: 'x', start: 3 }],
      ['1152921504606846976', -1, false, '2024-05-01T13:30:00.500Z', [], { text: 'y', start: 4 }],
      [undefined, undefined, undefined, undefined, undefined, undefined],
    ]);
  });

  it('reads lists and structures of the format’s own', async () => {
    const lists = { text: ['one', 'two', 'three'], labels: [['a', 'b'], [], ['c']] };
    expect(await valuesOf(lists, { lists: ['labels'] })).toEqual([
      ['one', ['a', 'b']],
      ['two', []],
      ['three', ['c']],
    ]);
  });

  it('leaves JSON that is none as text', async () => {
    const bytes = Buffer.from(buildParquet({ labels: [{ a: 12345 }] }, { json: ['labels'] }));
    const broken = Buffer.from(bytes.toString('latin1').replaceAll('{"a":12345}', '{"a":12345]'), 'latin1');
    expect((await read(bytes)).rows).toMatchObject([{ values: [{ a: 12345 }] }]);
    expect((await read(broken)).rows).toMatchObject([{ values: ['{"a":12345]'] }]);
  });

  it('names the classes that Hugging Face stores as numbers', async () => {
    const names = ['World', 'Sports'];
    const features = {
      text: { dtype: 'string', _type: 'Value' },
      label: { names, _type: 'ClassLabel' },
      many: { feature: { names, _type: 'ClassLabel' }, _type: 'Sequence' },
    };
    const metadata = { huggingface: JSON.stringify({ info: { features } }) };
    const columns = { text: [1n, 0n], label: [1n, -1n], many: [[0, 1], []] };
    expect(await valuesOf(columns, { metadata, json: ['many'] })).toEqual([
      [1, 'Sports', ['World', 'Sports']],
      [0, undefined, []],
    ]);
    expect(await valuesOf({ label: [1n, 7n] }, { metadata })).toEqual([['Sports'], [7]]);
    expect(await valuesOf({ label: [1n] }, { metadata: { huggingface: '{' } })).toEqual([[1]]);
  });
});

describe('what is no Parquet file', () => {
  const bytes = buildParquet({ text: texts });

  it.each([
    ['nothing', new Uint8Array(), 'it is no Parquet file'],
    ['text', Buffer.from('text,label\na,b\n'), 'it is no Parquet file'],
    ['the beginning of one', bytes.subarray(0, bytes.length - 10), 'it is a Parquet file that breaks off'],
    ['an encrypted one', Buffer.concat([Buffer.from('PARE'), bytes, Buffer.from('PARE')]), 'it is encrypted'],
  ])('is refused by what it is: %s', async (_name, given, problem) => {
    expect(await problemOf(read(given))).toBe(problem);
  });

  it('is read or refused with a FileProblem wherever a byte is changed', async () => {
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, difference) => {
        const changed = bytes.map((byte, index) => (index === at ? byte ^ difference : byte));
        const outcome = await read(changed, 500).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FileProblem);
      }),
      { seed: 9, numRuns: 40 },
    );
  });
});

describe('any table', () => {
  it('comes back as it was written', async () => {
    const row = fc.tuple(
      fc.string({ unit: 'grapheme' }),
      fc.option(fc.string(), { nil: undefined }),
      fc.bigInt(-1000n, 1000n),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const columns = {
            text: rows.map(([text]) => text),
            label: rows.map(([, label]) => label),
            number: rows.map(([, , number]) => number),
          };
          expect(await valuesOf(columns, { rowGroupSize: size })).toEqual(
            rows.map(([text, label, number]) => [text, label, Number(number)]),
          );
        },
      ),
      { seed: 9, numRuns: 12 },
    );
  });
});
