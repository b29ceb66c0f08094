import { FileProblem } from '../file-problem.ts';
import { type CellContext, cellValue } from './cell-value.ts';
import { createStringItem, unescapeXlsx } from './shared-strings.ts';
import { xlsxLimits } from './xlsx-limits.ts';
import { type Part, xmlEvents } from './xml-events.ts';

/** A row of a sheet that has cells with values. */
export interface SheetRow {
  /** As the spreadsheet shows it, from 1. */
  readonly number: number;
  /** By column; what is left out is empty. */
  readonly values: unknown[];
}

/** The rows of a sheet, in order; rows without values are left out. Memory does not grow with the rows. */
export async function* sheetRows(part: Part, context: CellContext): AsyncGenerator<SheetRow> {
  const gathered = createRowReader(context);
  for await (const _ of xmlEvents(part, gathered)) yield* gathered.take();
}

function createRowReader(context: CellContext) {
  const item = createStringItem();
  let ready: SheetRow[] = [];
  let row: { number: number; values: unknown[] } | undefined;
  let cell: { type: string | undefined; style: number; column: number } | undefined;
  let inValue = false;
  let value = '';
  let lastRow = 0;
  let lastColumn = 0;
  let cells = 0;

  function openRow(given: string | undefined): void {
    // Some writers leave the numbers of rows and cells out.
    const number = given === undefined ? lastRow + 1 : Number(given);
    if (!(number > lastRow && number <= xlsxLimits.rows)) {
      throw new FileProblem(
        `row ${lastRow + 1}: its number must be greater than ${lastRow}, at most ${xlsxLimits.rows}`,
      );
    }
    row = { number, values: [] };
    lastRow = number;
    lastColumn = 0;
  }

  function openCell(attribute: (name: string) => string | undefined): void {
    cells += 1;
    if (cells > xlsxLimits.cells) throw new FileProblem(`the sheet has more than ${xlsxLimits.cells} cells`);
    const column = columnOf(attribute('r')) ?? lastColumn + 1;
    if (column > xlsxLimits.columns)
      throw new FileProblem(`row ${lastRow}: it has more than ${xlsxLimits.columns} columns`);
    cell = { type: attribute('t'), style: Number(attribute('s') ?? 0), column };
    lastColumn = column;
    value = '';
  }

  function closeCell(): void {
    if (cell === undefined || row === undefined) return;
    const inline = item.take();
    const text = cell.type === 'inlineStr' ? inline : cell.type === 'str' ? unescapeXlsx(value) : value;
    const read = cellValue({ type: cell.type, style: cell.style, value: text }, context);
    if (read !== undefined) row.values[cell.column - 1] = read;
    cell = undefined;
  }

  return {
    open: (name: string, attribute: (name: string) => string | undefined) => {
      if (name === 'row') openRow(attribute('r'));
      else if (name === 'c') openCell(attribute);
      else if (name === 'v') inValue = true;
      else if (cell !== undefined) item.open(name);
    },
    text: (text: string) => {
      if (inValue) value += text;
      else if (cell !== undefined) item.text(text);
    },
    close: (name: string) => {
      if (name === 'v') inValue = false;
      else if (name === 'c') closeCell();
      else if (name === 'row') {
        if (row !== undefined && row.values.length > 0) ready.push(row);
        row = undefined;
      } else if (cell !== undefined) item.close(name);
    },
    take: (): readonly SheetRow[] => {
      const taken = ready;
      ready = [];
      return taken;
    },
  };
}

/** `C7` → 3; undefined without a reference. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Za-z]{1,3})[0-9]*$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
