import {
  checkRow,
  type FileFacts,
  type Reading,
  type Row,
  type RowFormat,
  readUpload,
  rowIssue,
} from '../files/index.ts';
import { defineThreadTask, type Issue, type Result, shown } from '../platform/on-threads.ts';
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
  readonly reading: Reading;
}

interface RowsFound {
  readonly rows: number;
  /** Whether any row had a column or member for classes, even an empty one. */
  readonly labelled: boolean;
  /** How it was read, for people: "doccano JSON lines", "CSV, separated by ;". */
  readonly readAs: string;
  readonly others: FileFacts['others'];
  readonly swallowing: FileFacts['swallowing'];
}

/** Parses and checks the rows of an upload. Answers how many there were. */
export const parseRowsTask = defineThreadTask(import.meta.url, parsing(parseRows), 'reading');

async function parseRows({ format, kind, reading }: RowsInput, { pieces, give }: Upload<RowBatch>): Promise<RowsFound> {
  const upload = readUpload(pieces(), format, reading);
  const seen = new Set<string>();
  const rules = { kind, reading };
  let count = 0;
  let labelled = false;
  let rows: Row[] = [];
  let issues: Issue[] = [];
  let characters = 0;
  for await (const some of upload.rows()) {
    for (const read of some) {
      count += 1;
      labelled ||= 'raw' in read && (read.raw.label !== undefined || read.raw.labels !== undefined);
      const result = unseen(checkRow(read, rules), seen);
      if (result.ok) {
        rows.push(result.value);
        characters += result.value.text.length;
      } else issues.push(result.issue);
      if (rows.length + issues.length < batchSize && characters < batchCharacters) continue;
      await give({ rows, issues });
      rows = [];
      issues = [];
      characters = 0;
    }
  }
  if (rows.length + issues.length > 0) await give({ rows, issues });
  const { readAs, others, swallowing } = upload.facts;
  return { rows: count, labelled, readAs, others, swallowing };
}

/** Refuses an id that an earlier row has. */
function unseen(result: Result<Row>, seen: Set<string>): Result<Row> {
  if (!result.ok || result.value.name === undefined) return result;
  const { name } = result.value;
  if (seen.has(name)) {
    return { ok: false, issue: rowIssue(result.value, 'id', 'must be unique in the file', shown(name)) };
  }
  seen.add(name);
  return result;
}
