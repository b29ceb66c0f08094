import { buildWorkbook, type WorkbookCell, type WorkbookParts } from '@taxon/testkit/data/build-workbook';
import { buildZip } from '@taxon/testkit/data/build-zip';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileProblem } from '../file-problem.ts';
import { CellError } from './cell-value.ts';
import { readXlsx } from './read-xlsx.ts';

type Rows = readonly (readonly WorkbookCell[])[];

async function read(bytes: Uint8Array, sheet?: string) {
  const table = await readXlsx(bytes, sheet === undefined ? {} : { sheet });
  const rows: { number: number; values: readonly unknown[] }[] = [];
  for await (const { number, values } of table.rows) rows.push({ number, values });
  return { columns: table.columns, rows };
}
const readRows = async (rows: Rows, parts: WorkbookParts = {}) => read(buildWorkbook([{ name: 'Data', rows }], parts));
const valuesOf = async (rows: Rows, parts: WorkbookParts = {}) =>
  (await readRows(rows, parts)).rows.map(({ values }) => values);

async function problemOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FileProblem);
  return (error as FileProblem).message;
}

describe('readXlsx', () => {
  it('reads the header and the rows under the numbers that the spreadsheet shows', async () => {
    const rows: Rows = [[], ['text', 'label'], ['one', 'A'], [], ['two', 'B'], [undefined, 'C']];
    expect(await readRows(rows)).toEqual({
      columns: ['text', 'label'],
      rows: [
        { number: 3, values: ['one', 'A'] },
        { number: 5, values: ['two', 'B'] },
        { number: 6, values: [undefined, 'C'] },
      ],
    });
  });

  it('takes nameless columns behind the last name away, and shows a value that stands there', async () => {
    const rows: Rows = [
      ['text', 'label', ' '],
      ['one', 'A'],
      ['two', 'B', undefined, undefined, 'lost?'],
    ];
    expect(await readRows(rows)).toEqual({
      columns: ['text', 'label'],
      rows: [
        { number: 2, values: ['one', 'A'] },
        { number: 3, values: ['two', 'B', 'lost?'] },
      ],
    });
  });

  it('reads numbers, booleans, texts in the cell, formulas and errors', async () => {
    const cells = [
      17,
      { xml: '<c r="{r}"><v>0.30000000000000004</v></c>' },
      { xml: '<c r="{r}" t="b"><v>1</v></c>' },
      { xml: '<c r="{r}" t="inlineStr"><is><t>in</t></is></c>' },
      { xml: '<c r="{r}" t="str"><f>A1&amp;"x"</f><v>made_x000D_\n</v></c>' },
      { xml: '<c r="{r}" t="str"><f>A1</f></c>' },
      { xml: '<c r="{r}"/>' },
      { xml: '<c r="{r}" t="e"><v>#N/A</v></c>' },
      { xml: '<c r="{r}" t="s"><v>999</v></c>' },
    ];
    const [values] = await valuesOf([Array.from('abcdefghi'), cells]);
    expect(values?.slice(0, 7)).toEqual([17, 0.3, true, 'in', 'made\r\n', undefined, undefined]);
    expect(values?.slice(7).map((value) => (value instanceof CellError ? value.error : value))).toEqual([
      '#N/A',
      'a string that the workbook does not have',
    ]);
  });

  it('joins the runs of rich text, leaves phonetic guides out, and decodes escaped characters', async () => {
    const items = [
      '<si><t>text</t></si>',
      '<si><r><rPr><b/></rPr><t>bold </t></r><r><t xml:space="preserve">and plain</t></r></si>',
      '<si><t>課長</t><rPh sb="0" eb="1"><t>カ</t></rPh></si>',
      '<si><t>a_x0009_b _x005F_x0009_ &lt;c&gt;</t></si>',
    ];
    const sst = `<sst>${items.join('')}</sst>`;
    const cells = [1, 2, 3].map((index) => ({ xml: `<c r="{r}" t="s"><v>${index}</v></c>` }));
    const rows: Rows = [[{ xml: '<c r="{r}" t="s"><v>0</v></c>' }], ...cells.map((cell) => [cell])];
    expect(await valuesOf(rows, { 'xl/sharedStrings.xml': sst })).toEqual([
      ['bold and plain'],
      ['課長'],
      ['a\tb _x0009_ <c>'],
    ]);
  });

  it('reads cells and rows without addresses, with another prefix, and without shared strings or styles', async () => {
    const sheet =
      '<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>text</x:t></x:is></x:c></x:row>' +
      '<x:row><x:c t="inlineStr"><x:is><x:t>one</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    const parts = { 'xl/worksheets/sheet1.xml': sheet, 'xl/sharedStrings.xml': undefined };
    expect(await readRows([], parts)).toEqual({ columns: ['text'], rows: [{ number: 2, values: ['one'] }] });
  });
});

describe('dates', () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]d\\.\\ mmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/>' +
    '<numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="21"/></cellXfs></styleSheet>';
  const dated = (style: number, value: string) => ({ xml: `<c r="{r}" s="${style}"><v>${value}</v></c>` });
  const parts = { 'xl/styles.xml': styles };
  const read = async (cells: readonly WorkbookCell[], more: WorkbookParts = {}) =>
    (await valuesOf([cells.map((_, index) => `c${index}`), cells], { ...parts, ...more }))[0];

  it('come as ISO 8601, by the format of their cell', async () => {
    // Day numbers as Excel shows them: 1 is 1 January 1900, 61 is 1 March 1900, 45413 is 1 May 2024.
    const cells = [dated(1, '45413'), dated(2, '45413.5625'), dated(3, '1'), dated(3, '61'), dated(6, '0.75')];
    expect(await read(cells)).toEqual(['2024-05-01', '2024-05-01T13:30:00', '1900-01-01', '1900-03-01', '18:00:00']);
    expect(await read([{ xml: '<c r="{r}" t="d"><v>2024-05-01T00:00:00</v></c>' }])).toEqual(['2024-05-01T00:00:00']);
  });

  it('are told from numbers with letters around them, and from durations', async () => {
    expect(await read([dated(0, '45413'), dated(4, '1.5'), dated(5, '1.5'), dated(1, '-1'), dated(1, '1e9')])).toEqual([
      45413,
      1.5,
      '36:00:00',
      -1,
      1e9,
    ]);
  });

  it('count from 1904 where the workbook says so', async () => {
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const workbook = `<workbook xmlns:r="${relations}"><workbookPr date1904="1"/><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`;
    // 43951 days after 1 January 1904 is 1 May 2024.
    expect(await read([dated(1, '43951'), dated(1, '0')], { 'xl/workbook.xml': workbook })).toEqual([
      '2024-05-01',
      '1904-01-01',
    ]);
  });
});

describe('sheets', () => {
  const bytes = buildWorkbook([
    { name: 'Notes', rows: [['hidden']], hidden: true },
    { name: 'Erste', rows: [['text'], ['a']] },
    { name: 'A & "B"', rows: [['text'], ['b']] },
    { name: 'Leer', rows: [] },
  ]);

  it('are taken by name, else the first that is not hidden', async () => {
    expect((await read(bytes)).rows).toEqual([{ number: 2, values: ['a'] }]);
    expect((await read(bytes, 'A & "B"')).rows).toEqual([{ number: 2, values: ['b'] }]);
    expect((await read(bytes, 'erste')).rows).toEqual([{ number: 2, values: ['a'] }]);
    expect((await read(bytes, 'Notes')).columns).toEqual(['hidden']);
  });

  it('are listed when the named one is missing, and must have a header', async () => {
    expect(await problemOf(read(bytes, 'Zweite'))).toBe(
      'it has no sheet named "Zweite"; its sheets are "Notes", "Erste", "A & \\"B\\"", "Leer"',
    );
    expect(await problemOf(read(bytes, 'Leer'))).toBe('its sheet "Leer" is empty; a table needs a header');
  });
});

describe('what is no workbook', () => {
  it.each([
    ['nothing', new Uint8Array(), 'it is empty'],
    ['text', Buffer.from('text,label\na,b\n'), 'it is no Excel workbook (.xlsx)'],
    ['an archive', buildZip({ 'a.txt': 'a' }), 'it is a ZIP archive, but no Excel workbook (.xlsx)'],
    [
      'OpenDocument',
      buildZip({ 'content.xml': '<a/>' }),
      'it is a ZIP archive, but no Excel workbook (.xlsx); it is an OpenDocument file: save it as .xlsx',
    ],
    ['an old workbook', oldFile('Workbook'), 'it is a workbook of an old format (.xls); save it as .xlsx'],
    ['an encrypted one', oldFile('EncryptedPackage'), 'it is encrypted; save it without a password'],
    ['half of one', buildWorkbook([{ name: 'a', rows: [['text']] }]).subarray(0, 300), 'it is a damaged ZIP archive'],
  ])('is refused by what it is: %s', async (_name, bytes, problem) => {
    expect(await problemOf(read(bytes))).toBe(problem);
  });

  it('is refused when a part is no XML or missing', async () => {
    expect(await problemOf(readRows([['text']], { 'xl/worksheets/sheet1.xml': '<worksheet><a></worksheet>' }))).toBe(
      'a part of the workbook is not well-formed XML',
    );
    expect(await problemOf(readRows([['text']], { 'xl/worksheets/sheet1.xml': undefined }))).toBe(
      'the workbook has no sheet with cells',
    );
  });

  function oldFile(entry: string): Uint8Array {
    const head = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    return Buffer.concat([head, Buffer.alloc(504), Buffer.from(entry, 'utf16le')]);
  }
});

describe('archives that expand without end', () => {
  it('are refused by their ratio and by the size they name, before anything is expanded', async () => {
    const long = `<sst><si><t>${'a'.repeat(4_000_000)}</t></si></sst>`;
    expect(await problemOf(readRows([['text']], { 'xl/sharedStrings.xml': long }))).toBe(
      'an entry expands to more than 250 times its size',
    );
  });

  it('are refused when they expand to more than they say', async () => {
    const bytes = buildWorkbook([{ name: 'Data', rows: [['text'], ['some text that is stored']] }]);
    const view = Buffer.from(bytes);
    // The sizes in the list of entries (PKZIP appnote 4.3.12: offset 24 of a header with the signature PK 01 02).
    for (
      let at = view.indexOf('PK\u0001\u0002', 0, 'latin1');
      at >= 0;
      at = view.indexOf('PK\u0001\u0002', at + 4, 'latin1')
    ) {
      view.writeUInt32LE(10, at + 24);
    }
    expect(await problemOf(read(view))).toBe('it is a damaged ZIP archive');
  });

  it('are refused by their number of entries', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`${index}`, '']));
    expect(await problemOf(read(buildZip(many)))).toBe('it holds 10001 entries; at most 10000 are read');
  });

  it('cannot make a table out of a far cell, and take no more rows than a sheet can have', async () => {
    const row = (number: string, reference: string) =>
      `<row r="${number}"><c r="${reference}" t="inlineStr"><is><t>text</t></is></c></row>`;
    const sheet = (rows: string) => ({
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    });
    const far = await readRows([], sheet(row('1', 'A1') + row('1048576', 'XFD1048576')));
    expect(far.rows).toEqual([{ number: 1_048_576, values: [undefined, 'text'] }]);
    expect(await problemOf(readRows([], sheet(row('1', 'A1') + row('1048577', 'A1'))))).toMatch('at most 1048576');
    expect(await problemOf(readRows([], sheet(row('1', 'ZZZ1'))))).toBe('row 1: it has more than 16384 columns');
    expect(await problemOf(readRows([], sheet(row('2', 'A2') + row('2', 'A2'))))).toMatch('greater than 2');
  });
});

describe('any table', () => {
  it('comes back as it was written', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.constant(undefined),
    );
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const expected = rows
          .map((values, index) => ({
            number: index + 2,
            values: values.map((value) => (value === '' ? undefined : value)),
          }))
          .filter(({ values }) => values.some((value) => value !== undefined));

        expect(await readRows([['a', 'b', 'c'], ...rows])).toEqual({ columns: ['a', 'b', 'c'], rows: expected });
      }),
      { seed: 9, numRuns: 150 },
    );
  });

  it('is read or refused with a FileProblem wherever its file is cut or a byte is changed', async () => {
    const bytes = buildWorkbook([
      { name: 'Data', rows: [['text', 'label'], ...Array.from({ length: 30 }, (_, i) => [`text ${i}`, i])] },
    ]);
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    const check = async (changed: Uint8Array) => {
      const outcome = await read(changed).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FileProblem);
    };
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, difference) => {
        await check(bytes.subarray(0, at));
        await check(bytes.map((byte, index) => (index === at ? byte ^ difference : byte)));
      }),
      { seed: 9, numRuns: 400 },
    );
  });
});
