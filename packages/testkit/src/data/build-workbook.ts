import { buildZip } from './build-zip.ts';

/** A cell: a text, a number, nothing, or the XML of a `c` element where `{r}` stands for its address. */
export type WorkbookCell = string | number | undefined | { readonly xml: string };

export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
  readonly hidden?: boolean;
}

/** Parts that replace or add to those that are made; undefined leaves a part out. */
export type WorkbookParts = Readonly<Record<string, string | undefined>>;

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** An Excel workbook (.xlsx) with texts as shared strings, as office programs write them. */
export function buildWorkbook(sheets: readonly WorkbookSheet[], parts: WorkbookParts = {}): Uint8Array {
  const numbers = new Map<string, number>();
  const shared = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const sheetParts = sheets.map(({ rows }, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(rows, shared)]);
  const made: WorkbookParts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationsXml([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relationsXml([
      ...sheets.map((_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['strings', 'sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles', 'styles.xml'],
    ]),
    ...Object.fromEntries(sheetParts),
    'xl/sharedStrings.xml': `<sst>${[...numbers.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...parts,
  };
  const given = Object.entries(made).filter((part): part is [string, string] => part[1] !== undefined);
  return buildZip(Object.fromEntries(given));
}

function relationsXml(listed: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = listed.map(([id, type, to]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${to}"/>`);
  return `<Relationships>${items.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly WorkbookSheet[]): string {
  const items = sheets.map(({ name, hidden }, index) => {
    const state = hidden === true ? ' state="hidden"' : '';
    return `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  return `<workbook xmlns:r="${relations}"><sheets>${items.join('')}</sheets></workbook>`;
}

function sheetXml(rows: WorkbookSheet['rows'], shared: (text: string) => number): string {
  const written = rows.map((cells, index) => {
    const inside = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${index + 1}`, shared)).join('');
    return inside === '' ? '' : `<row r="${index + 1}">${inside}</row>`;
  });
  return `<worksheet><sheetData>${written.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: WorkbookCell, address: string, shared: (text: string) => number): string {
  if (cell === undefined) return '';
  if (typeof cell === 'object') return cell.xml.replaceAll('{r}', address);
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
  return `<c r="${address}" t="s"><v>${shared(cell)}</v></c>`;
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
