import { type ErrorCode, type Issue, issue } from '../../platform/on-threads.ts';
import type { RowPlace } from '../table.ts';

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
