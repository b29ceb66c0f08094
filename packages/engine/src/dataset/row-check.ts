import { documentTextElements } from '../containers/index.ts';
import { countTextElements, issue } from '../platform/index.ts';
import type { ProjectKind } from '../projects/index.ts';
import { type RowResult, toRow } from './row.ts';
import type { ReadRow } from './row-reader.ts';

/** A row that cannot be used: its number, the field, the rule, and what was given instead. */
export function refuseRow(row: number, field: string, rule: string, value: string): RowResult {
  return { ok: false, issue: issue('import/row-invalid', { row, field, rule, value }) };
}

/** Everything about one row by itself. Counts text elements where the length alone does not answer: work for a thread. */
export function checkRow(read: ReadRow, kind: ProjectKind): RowResult {
  const { number } = read;
  if ('problem' in read) return refuseRow(number, 'row', read.problem, 'something else');
  const result = toRow(read.raw, number, kind);
  // No text has more elements than UTF-16 units.
  if (!result.ok || result.row.text.length <= documentTextElements) return result;
  const elements = countTextElements(result.row.text);
  if (elements <= documentTextElements) return result;
  const rule = `must have at most ${documentTextElements} text elements`;
  return refuseRow(number, 'text', rule, `${elements} text elements`);
}
