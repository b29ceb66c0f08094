import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileProblem } from '../file-problem.ts';
import type { ReadRow } from './row.ts';
import type { TextFormat } from './row-format.ts';
import { type FileFacts, readUpload } from './upload-rows.ts';

const runs = { seed: 20_261_201, numRuns: 400 };

async function* pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.slice(at, at + size);
    at += size;
  }
}

async function read(
  file: string | Uint8Array,
  format: TextFormat,
  sizes: readonly number[] = [1 << 20],
): Promise<{ rows: ReadRow[]; facts: FileFacts } | { problem: string }> {
  const upload = readUpload(pieces(Buffer.from(file), sizes), format, {});
  const rows: ReadRow[] = [];
  try {
    for await (const some of upload.rows()) {
      rows.push(...some.map((row) => ('problem' in row ? { ...row, problem: withoutGuess(row.problem) } : row)));
    }
  } catch (error) {
    if (error instanceof FileProblem) return { problem: withoutGuess(error.message) };
    throw error;
  }
  return { rows, facts: upload.facts };
}

// Which encoding bytes look like is guessed from the piece in which the first of them stand.
const withoutGuess = (problem: string) => problem.replace(/not valid UTF-8.*/, 'not valid UTF-8');

type Table = readonly (readonly [text: string, label: string])[];
const cellsOf = (row: ReadRow) => ('raw' in row ? [row.raw.text, row.raw.label] : row.problem);

const doubled = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const whenNeeded = (separator: string) => (cell: string) =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? doubled(cell) : cell;
const lines = (rows: Table, cell: (cell: string) => string, { separator = ',', end = '\n' } = {}): string =>
  [['text', 'label'] as const, ...rows].map((row) => row.map(cell).join(separator) + end).join('');

// Programs that write tables, and the characters with which what they write can be read in one way only.
const plain = ['a', 'b', 'é', '漢', ' ', '.'];
const writers: Readonly<Record<string, { units: readonly string[]; write: (rows: Table) => string }>> = {
  'a spreadsheet': {
    units: [...plain, '"', ',', ';', '\t', '\n'],
    write: (rows) => lines(rows, whenNeeded(','), { end: '\r\n' }),
  },
  'a spreadsheet with its separator in the first line': {
    units: [...plain, '"', ',', ';', '\n'],
    write: (rows) => `sep=;\r\n${lines(rows, whenNeeded(';'), { separator: ';', end: '\r\n' })}`,
  },
  'a program that writes tabs': {
    units: [...plain, '"', ',', '\t', '\r'],
    write: (rows) => lines(rows, whenNeeded('\t'), { separator: '\t' }),
  },
  'Python, all in quotes': { units: [...plain, '"', ',', '\n', '\r'], write: (rows) => lines(rows, doubled) },
  'R with row names': {
    units: [...plain, '"', ','],
    write: (rows) =>
      `"","text","label"\n${rows.map((row, i) => `"${i + 1}",${row.map(doubled).join(',')}\n`).join('')}`,
  },
  Spark: {
    units: [...plain, '"', ','],
    write: (rows) => lines(rows, (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '\\"')}"` : cell)),
  },
  'R with escapes': {
    units: [...plain, '"', ','],
    write: (rows) => lines(rows, (cell) => `"${cell.replaceAll('"', '\\"')}"`),
  },
  'Python without quotes': {
    units: [...plain, ','],
    write: (rows) => lines(rows, (cell) => cell.replaceAll(',', '\\,')),
  },
};

const letters = /[\p{L}]/u;
const tableOf = (units: readonly string[]) => {
  const cell = fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 12 });
  // PHP writes a text that ends in \" as Spark writes one that ends in a quote, so such texts have two readings.
  const text = cell.filter((value) => letters.test(value) && !value.endsWith('"'));
  return fc.array(fc.tuple(text, fc.constantFrom('x', 'y z', 'ü')), { minLength: 1, maxLength: 8 });
};
const sizesOf = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 });

describe('a table', () => {
  it.each(Object.entries(writers))(
    'that %s writes is read back equal, in pieces of any size',
    async (_name, writer) => {
      await fc.assert(
        fc.asyncProperty(tableOf(writer.units), sizesOf, async (rows, sizes) => {
          const got = await read(writer.write(rows), 'csv', sizes);
          expect('rows' in got ? got.rows.map(cellsOf) : got.problem).toEqual(rows);
        }),
        runs,
      );
    },
  );
});

const anyByte = fc.constantFrom(...Buffer.from('"\\,;\t\n\r\'[]{}: ax'), 0, 0xc3, 0xff);

/** Every line that is not blank belongs to one row: rows begin on later and later lines, and none is left between. */
function expectAccounted(rows: readonly ReadRow[], file: string): void {
  const begins = rows.map(({ line }) => line ?? 0);
  expect(begins).toEqual([...new Set(begins)].sort((a, b) => a - b));
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + (rows[0]?.number ?? 0)));
  const total = file.split(/\r\n|\n|\r/).length;
  for (const begin of begins) expect(begin).toBeLessThanOrEqual(total);
}

describe('a file that was damaged', () => {
  it.each(Object.entries(writers))(
    'by a cut or a byte is read without a crash, however it comes in: %s',
    async (_name, writer) => {
      const at = fc.nat({ max: 400 });
      await fc.assert(
        fc.asyncProperty(tableOf(writer.units), at, fc.option(anyByte), sizesOf, async (rows, place, byte, sizes) => {
          const whole = Buffer.from(writer.write(rows));
          const where = place % (whole.length + 1);
          const file =
            byte === null
              ? whole.subarray(0, where)
              : Buffer.concat([whole.subarray(0, where), Buffer.of(byte), whole.subarray(where)]);
          const atOnce = await read(file, 'csv');
          const inPieces = await read(file, 'csv', sizes);
          expect(inPieces).toEqual(atOnce);
          if ('rows' in atOnce) expectAccounted(atOnce.rows, file.toString('latin1'));
        }),
        runs,
      );
    },
  );

  it('costs at most two rows when one byte is added to lines without line ends in cells', async () => {
    const { units, write } = { units: [...plain, '"', ','], write: (rows: Table) => lines(rows, whenNeeded(',')) };
    await fc.assert(
      fc.asyncProperty(tableOf(units), fc.nat({ max: 400 }), fc.constantFrom(...'";\'x'), async (rows, place, mark) => {
        const whole = write(rows);
        const header = 'text,label\n'.length;
        const where = header + (place % (whole.length - header + 1));
        const got = await read(whole.slice(0, where) + mark + whole.slice(where), 'csv');
        const good = 'rows' in got ? got.rows.map((row) => JSON.stringify(cellsOf(row))) : [];
        const lost = rows.filter((row) => {
          const at = good.indexOf(JSON.stringify(row));
          if (at !== -1) good.splice(at, 1);
          return at === -1;
        });
        expect(lost.length).toBeLessThanOrEqual(2);
      }),
      runs,
    );
  });

  it('of JSON is read without a crash, however it comes in', async () => {
    const objects = fc.array(fc.record({ text: fc.string({ maxLength: 8 }), label: fc.string({ maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 6,
    });
    const forms: readonly ((rows: readonly object[]) => string)[] = [
      (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
      (rows) => JSON.stringify(rows),
      (rows) => JSON.stringify(rows, null, 2),
      (rows) => rows.map((row) => `${JSON.stringify(row, null, 1)}\r\n`).join(''),
    ];
    await fc.assert(
      fc.asyncProperty(
        objects,
        fc.constantFrom(...forms),
        fc.nat({ max: 400 }),
        fc.option(anyByte),
        sizesOf,
        async (rows, form, place, byte, sizes) => {
          const whole = Buffer.from(form(rows));
          const clean = await read(whole, 'jsonl', sizes);
          expect('rows' in clean && clean.rows.map(cellsOf)).toEqual(
            (rows as { text: string; label: string }[]).map(({ text, label }) => [text, label]),
          );
          const where = place % (whole.length + 1);
          const file =
            byte === null
              ? whole.subarray(0, where)
              : Buffer.concat([whole.subarray(0, where), Buffer.of(byte), whole.subarray(where)]);
          expect(await read(file, 'jsonl', sizes)).toEqual(await read(file, 'jsonl'));
        },
      ),
      runs,
    );
  });

  it('is read in time that grows with its length, whatever its quotes', async () => {
    for (const row of ['"a,x\n', 'a,"x\n', '"a ""b,x\n', 'a""b,"x\n', '"\\",\\"a\n', '\\,\\\n']) {
      const file = `text,label\n${row.repeat(400_000 / row.length)}`;
      const started = performance.now();
      await read(file, 'csv', [65_536]);
      expect(performance.now() - started).toBeLessThan(4_000);
    }
  });
});

describe('a cell that holds lines like rows', () => {
  it('is taken when its quotes are right, and the line of its row is told', async () => {
    const got = await read('text,label\n"one\ntwo,x\nthree,y\nfour",x\n"a\nb",y\n"Dear Sir,\nbye",x\n', 'csv');
    expect('rows' in got && [got.rows.length, got.facts.swallowing]).toEqual([3, [2]]);
  });
});
