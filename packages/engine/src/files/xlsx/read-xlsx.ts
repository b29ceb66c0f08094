import { shown } from '../../platform/on-threads.ts';
import { FileProblem } from '../file-problem.ts';
import type { Table } from '../table.ts';
import { CellError } from './cell-value.ts';
import { readDateStyles } from './date-styles.ts';
import { readSharedStrings } from './shared-strings.ts';
import { type SheetRow, sheetRows } from './sheet-rows.ts';
import { openWorkbook } from './workbook.ts';

/**
 * Reads one sheet of an Excel workbook (.xlsx) as a table: the named sheet, else the first that is not hidden. Its first
 * row with values is the header; nameless columns behind the last name are none. Rows have the numbers that the
 * spreadsheet shows, and are read as they are asked for, once; rows without values are left out. A row with a value
 * behind the last column has one value more than there are columns. Values are as `cellValue` says.
 *
 * Work for a thread: the archive is expanded and parsed here. Throws FileProblem for what is no workbook, is encrypted,
 * is beyond `xlsxLimits`, has no such sheet or no header.
 */
export async function readXlsx(bytes: Uint8Array, { sheet }: { readonly sheet?: string } = {}): Promise<Table> {
  const workbook = await openWorkbook(bytes);
  const { name, part } = workbook.sheet(sheet);
  const sharedStrings = await readSharedStrings(workbook.sharedStrings);
  const styles = await readDateStyles(workbook.styles);
  const rows = sheetRows(part, { sharedStrings, styles, from1904: workbook.from1904 });
  const header = await rows.next();
  if (header.done === true) throw new FileProblem(`its sheet ${shown(name)} is empty; a table needs a header`);
  const columns = Array.from(header.value.values, columnName);
  while (columns.at(-1)?.trim() === '') columns.pop();
  return { columns, rows: tableRows(rows, columns.length) };
}

const columnName = (value: unknown): string => (value instanceof CellError ? value.error : String(value ?? ''));

async function* tableRows(rows: AsyncGenerator<SheetRow>, width: number) {
  for await (const { number, values } of rows) {
    const cells = Array.from({ length: width }, (_, index) => values[index]);
    // A cell behind the last column must not be lost without a word.
    const extra = values.find((value, index) => index >= width && value !== undefined);
    yield { number, line: undefined, values: extra === undefined ? cells : [...cells, extra] };
  }
}
