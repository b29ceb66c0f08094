/**
 * One CSV record with its line end (RFC 4180). `raw`: cells stay as they are. Otherwise a cell that a spreadsheet would
 * compute as a formula begins with an apostrophe, behind which the spreadsheet shows it as text. Written by hand because
 * csv-stringify takes three to four times the time (docs/adr/0024), and a stream writes one record a row.
 */
export function csvRecord(cells: readonly string[], { raw = false }: { readonly raw?: boolean } = {}): string {
  return `${cells.map((cell) => quoted(raw ? cell : withoutFormula(cell))).join(',')}\r\n`;
}

// A cell that begins so with apostrophes before it gets one more: a reader takes one away, and the cell is as it was.
const withoutFormula = (cell: string): string => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
