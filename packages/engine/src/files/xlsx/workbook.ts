import { posix } from 'node:path';
import { shown } from '../../platform/on-threads.ts';
import { FileProblem } from '../file-problem.ts';
import { type OpenZip, openZip } from '../zip/open-zip.ts';
import { unescapeXlsx } from './shared-strings.ts';
import { xlsxLimits } from './xlsx-limits.ts';
import { type Part, readXml } from './xml-events.ts';

interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** A workbook whose list of sheets has been read (ECMA-376, parts 1 and 2). */
export interface Workbook {
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
  readonly sharedStrings: Part | undefined;
  readonly styles: Part | undefined;
  /** The named sheet; without a name the first one that is not hidden. Throws a FileProblem that lists the sheets. */
  sheet(name: string | undefined): { readonly name: string; readonly part: Part };
}

const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Opens a workbook. Throws FileProblem for anything that is none, with what it is instead where that is known. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  refuseOthers(bytes);
  const parts = partsOf(await openZip(bytes, xlsxLimits.zip));
  const root = relation(await relationsOf(parts, ''), 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!parts.has(root)) throw new FileProblem(`it is a ZIP archive, but no Excel workbook (.xlsx)${insteadOf(parts)}`);
  if (root.endsWith('.bin')) throw new FileProblem('it is a binary workbook (.xlsb); save it as .xlsx');
  const relations = await relationsOf(parts, root);
  const { from1904, listed } = await readSheetList(parts.require(root));
  const sheets = listed.flatMap(({ id, ...sheet }): readonly Sheet[] => {
    const found = relations.get(id);
    // Sheets that are charts or dialogs have no cells.
    return found?.type === 'worksheet' && parts.has(found.target) ? [{ ...sheet, part: found.target }] : [];
  });
  const ofType = (type: string) => parts.read(relation(relations, type)?.target ?? '');
  return {
    from1904,
    sharedStrings: ofType('sharedStrings'),
    styles: ofType('styles'),
    sheet: (name) => {
      const { part, name: found } = findSheet(sheets, name);
      return { name: found, part: parts.require(part) };
    },
  };
}

function refuseOthers(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new FileProblem('it is empty');
  if (compoundFile.every((byte, index) => bytes[index] === byte)) {
    const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
      'EncryptedPackage',
      0,
      'utf16le',
    );
    throw new FileProblem(
      encrypted
        ? 'it is encrypted; save it without a password'
        : 'it is a workbook of an old format (.xls); save it as .xlsx',
    );
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new FileProblem('it is no Excel workbook (.xlsx)');
}

function insteadOf(parts: Parts): string {
  if (parts.has('content.xml')) return '; it is an OpenDocument file: save it as .xlsx';
  return parts.has('word/document.xml') ? '; it is a Word document' : '';
}

interface Parts {
  has(name: string): boolean;
  read(name: string): Part | undefined;
  require(name: string): Part;
}

/** Names of parts are compared without letter case (ECMA-376 part 2). */
function partsOf(zip: OpenZip): Parts {
  const stored = new Map(zip.names.map((name) => [name.toLowerCase(), name]));
  const read = (name: string) => zip.read(stored.get(name.toLowerCase()) ?? '');
  return {
    has: (name) => stored.has(name.toLowerCase()),
    read,
    require: (name) => read(name) ?? missing(),
  };
}

function missing(): never {
  throw new FileProblem('a part of the workbook is missing');
}

interface Relation {
  /** The last part of the relation's type: `worksheet`, `styles`. The addresses before it differ between two standards. */
  readonly type: string;
  readonly target: string;
}

function relation(relations: ReadonlyMap<string, Relation>, wanted: string): Relation | undefined {
  return [...relations.values()].find(({ type }) => type === wanted);
}

/** Where a part's relations lead, by their id; '' is the package itself. */
async function relationsOf(parts: Parts, source: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(source) === '.' ? '' : posix.dirname(source);
  const found = new Map<string, Relation>();
  const part = parts.read(posix.join(folder, '_rels', `${posix.basename(source)}.rels`));
  if (part === undefined) return found;
  await readXml(part, {
    open: (name, attribute) => {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      found.set(attribute('Id') ?? '', { type: (attribute('Type') ?? '').split('/').at(-1) ?? '', target: path });
    },
  });
  return found;
}

async function readSheetList(part: Part) {
  const listed: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  await readXml(part, {
    open: (name, attribute) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const hidden = (attribute('state') ?? 'visible') !== 'visible';
      listed.push({ name: unescapeXlsx(attribute('name') ?? ''), hidden, id: attribute('id') ?? '' });
    },
  });
  return { from1904, listed };
}

function findSheet(sheets: readonly Sheet[], name: string | undefined): Sheet {
  const [first] = sheets;
  if (first === undefined) throw new FileProblem('the workbook has no sheet with cells');
  if (name === undefined) return sheets.find(({ hidden }) => !hidden) ?? first;
  // Spreadsheets allow no two names that differ in letter case only.
  const folded = (text: string) => text.normalize('NFC').toLowerCase();
  const found =
    sheets.find((sheet) => sheet.name === name) ?? sheets.find((sheet) => folded(sheet.name) === folded(name));
  if (found !== undefined) return found;
  const names = sheets.map((sheet) => shown(sheet.name)).join(', ');
  throw new FileProblem(`it has no sheet named ${shown(name)}; its sheets are ${names}`);
}
