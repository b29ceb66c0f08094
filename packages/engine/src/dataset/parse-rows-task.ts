import type { Row, RowFormat, RowResult } from '../files/index.ts';
import { checkRow, decodeUtf8, readCsv, readJsonLines, rowIssue } from '../files/index.ts';
import { defineThreadTask, type Issue, shown } from '../platform/on-threads.ts';
import type { ProjectKind } from '../projects/index.ts';
import { parsing, type Upload } from './upload-dialogue.ts';

const batchSize = 1000;
const batchCharacters = 2_000_000;

export interface RowBatch {
  readonly rows: readonly Row[];
  readonly issues: readonly Issue[];
}

interface RowsInput {
  readonly format: RowFormat;
  readonly kind: ProjectKind;
}

interface RowsFound {
  readonly rows: number;
  /** Whether any row had a column or member for classes, even an empty one. */
  readonly labelled: boolean;
}

/** Parses and checks the rows of an upload. Answers how many there were. */
export const parseRowsTask = defineThreadTask(import.meta.url, parsing(parseRows), 'long');

async function parseRows({ format, kind }: RowsInput, { pieces, give }: Upload<RowBatch>): Promise<RowsFound> {
  const text = decodeUtf8(pieces());
  const seen = new Set<string>();
  let count = 0;
  let labelled = false;
  let rows: Row[] = [];
  let issues: Issue[] = [];
  let characters = 0;
  for await (const read of format === 'csv' ? readCsv(text, 'refused') : readJsonLines(text, 'refused')) {
    count += 1;
    labelled ||= 'raw' in read && (read.raw.label !== undefined || read.raw.labels !== undefined);
    const result = unseen(checkRow(read, kind), seen);
    if (result.ok) {
      rows.push(result.row);
      characters += result.row.text.length;
    } else issues.push(result.issue);
    if (rows.length + issues.length < batchSize && characters < batchCharacters) continue;
    await give({ rows, issues });
    rows = [];
    issues = [];
    characters = 0;
  }
  if (rows.length + issues.length > 0) await give({ rows, issues });
  return { rows: count, labelled };
}

/** Refuses an id that an earlier row has. */
function unseen(result: RowResult, seen: Set<string>): RowResult {
  if (!result.ok || result.row.name === undefined) return result;
  const { name } = result.row;
  if (seen.has(name)) {
    return { ok: false, issue: rowIssue(result.row, 'id', 'must be unique in the file', shown(name)) };
  }
  seen.add(name);
  return result;
}
