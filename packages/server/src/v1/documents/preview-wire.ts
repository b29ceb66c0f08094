import type { ImportPreviewView } from '@taxon/contract';
import type { ImportPreview } from '@taxon/engine';

export function toPreviewView(preview: ImportPreview): ImportPreviewView {
  const { readAs, format, separator, encoding, isCut, columns, rows, classes, counts, issues } = preview;
  return {
    readAs,
    format,
    separator: separator ?? null,
    encoding: encoding ?? null,
    complete: !isCut,
    columns: columns.map(({ name, guess }) => ({ name, guess: guess ?? null })),
    rows: rows.map(({ row, line, values }) => ({ row, line: line ?? null, values: [...values] })),
    classes: [...classes],
    counts,
    issues: issues.map(({ code, message }) => ({ code, message })),
  };
}
