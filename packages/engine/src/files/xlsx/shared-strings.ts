import { FileProblem } from '../file-problem.ts';
import { xlsxLimits } from './xlsx-limits.ts';
import { type Part, readXml } from './xml-events.ts';

/** Gathers the text of a string item: of plain text, or of the runs of rich text; phonetic guides are left out. */
export interface StringItem {
  open(name: string): void;
  text(text: string): void;
  close(name: string): void;
  /** The text so far, and begins a new item. */
  take(): string;
}

export function createStringItem(): StringItem {
  let inText = false;
  let phonetic = 0;
  let gathered = '';
  return {
    open: (name) => {
      if (name === 't') inText = true;
      if (name === 'rPh') phonetic += 1;
    },
    text: (text) => {
      if (inText && phonetic === 0) gathered += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic -= 1;
    },
    take: () => {
      const text = gathered;
      gathered = '';
      return unescapeXlsx(text);
    },
  };
}

/** Characters that XML cannot hold are written as `_xHHHH_`, and an underscore that would begin such a place as `_x005F_`. */
export function unescapeXlsx(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_place, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** All strings that cells refer to by their number. */
export async function readSharedStrings(part: Part | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  const item = createStringItem();
  let characters = 0;
  await readXml(part, {
    open: (name) => item.open(name),
    text: (text) => item.text(text),
    close: (name) => {
      item.close(name);
      if (name !== 'si') return;
      const text = item.take();
      characters += text.length;
      if (characters > xlsxLimits.sharedCharacters) {
        throw new FileProblem(`its texts have more than ${xlsxLimits.sharedCharacters} characters`);
      }
      strings.push(text);
    },
  });
  return strings;
}
