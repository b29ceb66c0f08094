import { dateText, type NumberMeaning } from './date-styles.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  readonly sharedStrings: readonly string[];
  readonly styles: readonly NumberMeaning[];
  readonly from1904: boolean;
}

/** A cell as the file has it. */
export interface RawCell {
  /** The attribute `t`; absent: a number. */
  readonly type: string | undefined;
  readonly style: number;
  /** The text of `v`, and of `is` for a string that stands in the cell itself; '' when absent. */
  readonly value: string;
}

/** A cell that holds an error in place of a value, such as `#N/A`. Whoever takes it for a text or a label refuses its row. */
export class CellError {
  readonly error: string;

  constructor(error: string) {
    this.error = error;
  }
}

/**
 * The value of a cell: a string, number, boolean or CellError; undefined for an empty one, and for a formula whose
 * result was not stored. Dates are strings as `dateText` writes them. Numbers have the 15 digits that spreadsheets show.
 */
export function cellValue({ type = 'n', style, value }: RawCell, context: CellContext): unknown {
  if (value === '') return undefined;
  switch (type) {
    case 's':
      return sharedString(value, context);
    case 'inlineStr':
    case 'str':
    case 'd':
      return value;
    case 'b':
      return value === '1' || value === 'true';
    case 'e':
      return new CellError(value);
    default:
      return numberOf(value, style, context);
  }
}

function sharedString(value: string, { sharedStrings }: CellContext): unknown {
  const text = sharedStrings[Number(value)];
  if (text === undefined) return new CellError('a string that the workbook does not have');
  return text === '' ? undefined : text;
}

function numberOf(value: string, style: number, { styles, from1904 }: CellContext): unknown {
  const number = Number(value);
  if (!Number.isFinite(number)) return new CellError('a number that cannot be read');
  const meaning = styles[style] ?? 'number';
  const date = meaning === 'number' ? undefined : dateText(number, meaning, from1904);
  return date ?? Number(number.toPrecision(15));
}
