import { azureWriter } from './azure-writer.ts';
import { csvWriter } from './csv-writer.ts';
import type { ExportedProject, ExportFormat, ExportWriter } from './exported.ts';
import { jsonLinesWriter } from './json-lines-writer.ts';

/** The writer of a format; for one file only. `raw` concerns CSV: see `csvWriter`. */
export function createExportWriter(format: ExportFormat, project: ExportedProject, raw: boolean): ExportWriter {
  if (format === 'azure') return azureWriter(project);
  return format === 'jsonl' ? jsonLinesWriter : csvWriter({ raw });
}
