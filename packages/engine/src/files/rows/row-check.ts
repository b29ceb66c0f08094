import { countTextElements, type Result, shown } from '../../platform/on-threads.ts';
import { documentTextElements } from '../document-limit.ts';
import { type ReadRow, type Row, type RowRules, toRow } from './row.ts';
import { rowIssue, wholeRowIssue } from './row-place.ts';

/** Everything about one row by itself. Counts text elements where the length alone does not answer: work for a thread. */
export function checkRow(read: ReadRow, rules: RowRules): Result<Row> {
  if ('problem' in read) return { ok: false, issue: problemIssue(read) };
  const result = toRow(read, rules);
  // No text has more elements than UTF-16 units.
  if (!result.ok || result.value.text.length <= documentTextElements) return result;
  const elements = countTextElements(result.value.text);
  if (elements <= documentTextElements) return result;
  const rule = `must have at most ${documentTextElements} text elements`;
  return { ok: false, issue: rowIssue(read, read.names?.text ?? 'text', rule, `${elements} text elements`) };
}

function problemIssue(read: Extract<ReadRow, { problem: string }>) {
  const { wrong } = read;
  if (wrong === undefined || wrong === 'fields') return wholeRowIssue('import/row-fields', read, read.problem);
  return rowIssue(read, shown(wrong.field).slice(1, -1), read.problem, shown(wrong.field));
}
