import type { StreamedRow } from '@taxon/contract';
import type { ClassScore } from '@taxon/engine';
import { answerRows, csvRecord, defineThreadTask, type RowOutcome } from '@taxon/engine/on-threads';

/** How the answers of a stream are written. */
export interface RowOptions {
  readonly format: 'csv' | 'jsonl';
  /** How many of the best classes are shown with their scores. */
  readonly top: number;
  /** CSV: cells are left as they are, even when a spreadsheet would take them for formulas. */
  readonly raw: boolean;
}

/** From the bytes of some rows to the bytes of their answers, on a thread of the engine. */
export const streamedRowsTask = defineThreadTask(import.meta.url, answerRows(writeRows));

function writeRows(rows: readonly RowOutcome[], kind: string, options: RowOptions): string {
  let text = '';
  for (const row of rows) text += options.format === 'csv' ? csvRow(row, kind, options) : jsonLine(row, options);
  return text;
}

const jsonLine = (row: RowOutcome, { top }: RowOptions): string => `${JSON.stringify(toStreamedRow(row, top))}\n`;

function csvRow(row: RowOutcome, kind: string, { top, raw }: RowOptions): string {
  return csvRecord(row.ok ? answerCells(row, kind, top) : refusalCells(row, top), { raw });
}

function toStreamedRow(row: RowOutcome, top: number): StreamedRow {
  if (!row.ok) return { id: row.id ?? null, error: toRowError(row) };
  const { id, predicted, scores, abstained, warnings } = row;
  return {
    id: id ?? null,
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

/** The header of CSV answers. */
export function csvHeader(top: number): string {
  const ranked = Array.from({ length: top }, (_, at) => [`class_${at + 1}`, `score_${at + 1}`]);
  const errors = ['error_code', 'error_row', 'error_field', 'error_rule'];
  return csvRecord(['id', 'predicted', 'score', 'abstained', ...ranked.flat(), ...errors], { raw: true });
}

/** The last record of CSV answers that broke off. */
export function csvEnd(top: number, code: string, message: string): string {
  return csvRecord(['', '', '', '', ...emptyCells(2 * top), code, '', '', message]);
}

const emptyCells = (count: number): string[] => Array.from({ length: count }, () => '');

function answerCells({ id, predicted, scores, abstained }: RowOutcome & { ok: true }, kind: string, top: number) {
  const names = predicted.map(({ className }) => className);
  const values = predicted.map(({ score }) => score);
  const ranked = Array.from({ length: top }, (_, at) => [scores[at]?.className ?? '', String(scores[at]?.score ?? '')]);
  const one = kind === 'single';
  const asJson = !one && names.some((name) => name.includes(';') || name.startsWith('[') || name !== name.trim());
  const list = (items: readonly (string | number)[]) => (asJson ? JSON.stringify(items) : items.join(';'));
  return [id ?? '', list(names), list(values), String(abstained), ...ranked.flat(), ...emptyCells(4)];
}

function refusalCells(refused: RowOutcome & { ok: false }, top: number): string[] {
  const { code, row, field, rule } = toRowError(refused);
  return [refused.id ?? '', '', '', '', ...emptyCells(2 * top), code, String(row), field, rule];
}
