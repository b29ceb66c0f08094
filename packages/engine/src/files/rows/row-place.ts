import { type ErrorCode, type Issue, issue } from '../../platform/on-threads.ts';

/** Where a row stands in its file. */
export interface RowPlace {
  /** Which record it is: in CSV the header is 1, in JSON lines the first object; empty lines are no records. */
  readonly number: number;
  /** The line on which it begins, from 1, counted as an editor does; undefined where rows come without their file. */
  readonly line: number | undefined;
}

/** A row that cannot be used, by its place, the field and the rule; `value` is what was given instead. */
export function rowIssue(place: RowPlace, field: string, rule: string, value: string): Issue {
  return issue('import/row-invalid', { ...placeOf(place), field, rule, value });
}

/** A row of which `code` says what is wrong; `field` is "row". */
export function wholeRowIssue(code: ErrorCode, place: RowPlace, rule: string): Issue {
  return issue(code, { ...placeOf(place), field: 'row', rule });
}

function placeOf({ number, line }: RowPlace): { place: string; row: number; line?: number } {
  if (line === undefined) return { place: `Row ${number}`, row: number };
  return { place: `Row ${number} (line ${line})`, row: number, line };
}
