import { type Part, readXml } from './xml-events.ts';

/** How numbers of a cell style are meant. */
export type NumberMeaning = 'number' | 'date' | 'duration';

// Formats that files name by number only (ECMA-376 part 1, 18.8.30); those from 27 on are dates of East Asian languages.
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);

/** The meaning of each cell style, by its index. */
export async function readDateStyles(part: Part | undefined): Promise<readonly NumberMeaning[]> {
  const formats = new Map<number, NumberMeaning>();
  const styles: NumberMeaning[] = [];
  let inCellStyles = false;
  if (part === undefined) return styles;
  await readXml(part, {
    open: (name, attribute) => {
      if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), meaningOf(attribute('formatCode') ?? ''));
      if (name === 'cellXfs') inCellStyles = true;
      if (name !== 'xf' || !inCellStyles) return;
      const id = Number(attribute('numFmtId') ?? 0);
      styles.push(formats.get(id) ?? (id === 46 ? 'duration' : isBuiltInDate(id) ? 'date' : 'number'));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

/** What a format code makes of a number: literal texts, colours and conditions say nothing, letters of dates do. */
function meaningOf(code: string): NumberMeaning {
  const [first = ''] = code.replace(/"[^"]*"|\\.|_./g, '').split(';');
  if (/\[(h+|m+|s+)\]/i.test(first)) return 'duration';
  const bare = first.replace(/\[[^\]]*\]/g, '');
  return !/general/i.test(bare) && /[dmyhs]/i.test(bare) ? 'date' : 'number';
}

const dayMilliseconds = 86_400_000;
// Day 60 is 29 February 1900 in spreadsheets, a day that there was not; the days after it count from 30 December 1899.
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
const lastDay = 2_958_466;

/**
 * A day number as text: `2024-05-01`, `2024-05-01T13:30:00`, and `13:30:00` for a time without a day; a duration as
 * hours, minutes and seconds. Undefined for numbers that are no day of the years 1900 to 9999.
 */
export function dateText(serial: number, meaning: 'date' | 'duration', from1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < lastDay)) return undefined;
  const seconds = Math.round(serial * 86_400);
  if (meaning === 'duration') return clock(seconds);
  if (seconds < 86_400 && !from1904) return clock(seconds);
  const days = Math.floor(seconds / 86_400) + (!from1904 && serial < 60 ? 1 : 0);
  const date = new Date((from1904 ? epoch1904 : epoch1900) + days * dayMilliseconds).toISOString().slice(0, 10);
  const rest = seconds % 86_400;
  return rest === 0 ? date : `${date}T${clock(rest)}`;
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
