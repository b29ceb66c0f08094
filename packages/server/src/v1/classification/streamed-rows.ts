import type { StreamedRow } from '@taxon/contract';
import type { ClassScore, RowOutcome, RowRenderer } from '@taxon/engine';

// Loaded by the engine's threads, once each: imports of this file are types only.

export interface RowOptions {
  /** How many of the best classes are shown with their scores. */
  readonly top: number;
  /** CSV: cells are left as they are, even when a spreadsheet would take them for formulas. */
  readonly raw: boolean;
}

/** One JSON object a line. */
export const renderJsonLines = ((rows, _kind, { top }: RowOptions) => {
  let text = '';
  for (const row of rows) text += `${JSON.stringify(toStreamedRow(row, top))}\n`;
  return text;
}) as RowRenderer;

function toStreamedRow(row: RowOutcome, top: number): StreamedRow {
  if (!row.ok) return { id: row.id, error: toRowError(row) };
  const { id, predicted, scores, abstained, warnings } = row;
  return {
    id,
    predicted: predicted.map(toScore),
    scores: scores.slice(0, top).map(toScore),
    abstained,
    ...(warnings.length === 0 ? {} : { warnings: warnings.map(({ code, message }) => ({ code, message })) }),
  };
}

const toScore = ({ className, score }: ClassScore) => ({ class: className, score });

function toRowError({ issue: { code, message, parameters } }: RowOutcome & { ok: false }) {
  const { row, field, rule } = parameters;
  return { code, message, row: Number(row), field: String(field), rule: String(rule) };
}

/** CSV records after the header. */
export const renderCsv = ((rows, kind, { top, raw }: RowOptions) => {
  let text = '';
  for (const row of rows) text += csvRecord(row.ok ? answerCells(row, kind, top) : refusalCells(row, top), raw);
  return text;
}) as RowRenderer;

/** The header of CSV answers. */
export function csvHeader(top: number): string {
  const ranked = Array.from({ length: top }, (_, at) => [`class_${at + 1}`, `score_${at + 1}`]);
  const errors = ['error_code', 'error_row', 'error_field', 'error_rule'];
  return csvRecord(['id', 'predicted', 'score', 'abstained', ...ranked.flat(), ...errors], true);
}

/** The last record of CSV answers that broke off. */
export function csvEnd(top: number, code: string, message: string): string {
  return csvRecord(['', '', '', '', ...emptyCells(2 * top), code, '', '', message], false);
}

const emptyCells = (count: number): string[] => Array.from({ length: count }, () => '');

function answerCells({ id, predicted, scores, abstained }: RowOutcome & { ok: true }, kind: string, top: number) {
  const names = predicted.map(({ className }) => className);
  const values = predicted.map(({ score }) => score);
  const ranked = Array.from({ length: top }, (_, at) => [scores[at]?.className ?? '', String(scores[at]?.score ?? '')]);
  const one = kind === 'single';
  const asJson = !one && names.some((name) => name.includes(';') || name.startsWith('[') || name !== name.trim());
  const list = (items: readonly (string | number)[]) => (asJson ? JSON.stringify(items) : items.join(';'));
  return [id, list(names), list(values), String(abstained), ...ranked.flat(), ...emptyCells(4)];
}

function refusalCells(refused: RowOutcome & { ok: false }, top: number): string[] {
  const { code, row, field, rule } = toRowError(refused);
  return [refused.id, '', '', '', ...emptyCells(2 * top), code, String(row), field, rule];
}

function csvRecord(cells: readonly string[], raw: boolean): string {
  return `${cells.map((cell) => csvCell(raw ? cell : withoutFormula(cell))).join(',')}\r\n`;
}

/** A spreadsheet computes cells that begin so; behind an apostrophe it shows them. */
const withoutFormula = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const csvCell = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
