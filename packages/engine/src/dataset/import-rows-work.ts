import { type Static, Type } from 'typebox';
import { enterForWork } from '../access/enter-for-work.ts';
import { Reading, rowFormats } from '../files/index.ts';
import {
  defineOperation,
  defineWork,
  failed,
  type OperationJob,
  type OperationOf,
  succeeded,
} from '../operations/index.ts';
import { type Issue, issue, requireValue, shown, type Tx } from '../platform/index.ts';
import { markChanged, openForImport } from '../projects/index.ts';
import type { ImportDeps } from './import-deps.ts';
import { createIssueList } from './issue-list.ts';
import { mostlyNoClass } from './mostly-no-class.ts';
import { parseRowsTask } from './parse-rows-task.ts';
import * as payloads from './payload-store.ts';
import { createRowWriter } from './row-writer.ts';
import { takenBack } from './taken-back.ts';
import { parseOnThread } from './upload-dialogue.ts';

const onExisting = ['replace', 'skip', 'fail'] as const;

/** How rows are imported; everything may be left out. */
export const ImportHow = Type.Object({
  reading: Type.Optional(Reading),
  /** What becomes of a row whose id a document of the project has; left out: it replaces the document. */
  onExisting: Type.Optional(Type.Enum(onExisting)),
  /** Nothing is written: the operation answers what the import would. */
  check: Type.Optional(Type.Boolean()),
});
export type ImportHow = Static<typeof ImportHow>;

const importRowsOperation = defineOperation({
  kind: 'import-rows',
  request: Type.Object({ format: Type.Enum(rowFormats), how: Type.Optional(ImportHow) }),
  progress: Type.Object({ imported: Type.Integer(), failed: Type.Integer() }),
  result: Type.Object({
    rows: Type.Integer(),
    /** Rows that were good: `added`, `changed`, `unchanged` and `skipped` together. */
    imported: Type.Integer(),
    // What is optional is missing in operations of version 0.1.0.
    added: Type.Optional(Type.Integer()),
    changed: Type.Optional(Type.Integer()),
    /** Rows whose document has this text, language, dataset and these labels already. */
    unchanged: Type.Optional(Type.Integer()),
    /** Rows whose id was there already, with `onExisting` "skip". */
    skipped: Type.Optional(Type.Integer()),
    /** Rows that say "none of the classes" on purpose. */
    reviewedWithNoClass: Type.Optional(Type.Integer()),
    /** Rows that are named in the errors. `failed` is the same number. */
    refused: Type.Optional(Type.Integer()),
    failed: Type.Integer(),
    /** Errors and warnings beyond those that are named. */
    omittedIssues: Type.Integer(),
    /** How the file was read: "doccano JSON lines", "CSV, separated by semicolons". */
    readAs: Type.Optional(Type.String()),
    /** Nothing was written. */
    check: Type.Optional(Type.Boolean()),
  }),
});
export type ImportRowsOperation = OperationOf<typeof importRowsOperation>;

/**
 * Adds the rows of an upload to its project. All rows come in one transaction, so a process that is killed changes
 * nothing. Bad rows are named in the errors and left out. The import fails when every row is bad. Rows without an id get
 * the name `row-<number>`. The numbers continue after the project's last one, so the same files in the same order make
 * the same data. A check does all of it and takes it back.
 */
export const importRowsWork = defineWork({
  ...importRowsOperation,
  pool: 'background',
  priority: 5,
  run: async (job, deps: ImportDeps) => (tx) =>
    job.operation.request.how?.check === true
      ? takenBack(tx, () => importRows(job, deps, tx))
      : importRows(job, deps, tx),
});

async function importRows(
  { operation, signal, tell }: OperationJob<typeof importRowsOperation>,
  deps: ImportDeps,
  tx: Tx,
) {
  const now = deps.given.clock();
  const { format, how = {} } = operation.request;
  const { reading = {}, onExisting: existing = 'replace', check = false } = how;
  const project = await openForImport(tx, enterForWork(operation.projectName));
  const writer = await createRowWriter(deps, tx, project, { actor: operation.actor, now, existing });
  const errors = createIssueList();
  const warnings = createIssueList();
  let imported = 0;
  let refused = 0;
  const parsed = await parseOnThread(
    deps.threads,
    parseRowsTask,
    { format, kind: project.kind, reading },
    {
      nextPiece: payloads.pieces(tx, operation.id),
      take: async ({ rows, issues }) => {
        signal.throwIfAborted();
        const names = await writer.write(rows);
        for (const [i, { replaced }] of rows.entries()) {
          if (replaced) warnings.add(issue('import/characters-replaced', { location: names[i] ?? '' }));
        }
        issues.forEach(errors.add);
        imported += rows.length;
        refused += issues.length;
        tell({ imported, failed: refused });
      },
    },
  );
  signal.throwIfAborted();
  const { rows, readAs, ...found } = requireValue(parsed);
  for (const warning of fileWarnings({ ...found, imported })) warnings.add(warning);
  for (const warning of writer.warnings()) warnings.add(warning);
  const suspicion = mostlyNoClass(writer.counts.reviewedWithNoClass, imported);
  if (suspicion !== undefined) warnings.add(suspicion);
  const omittedIssues = errors.omitted + warnings.omitted;
  const counts = { rows, imported, ...writer.counts, refused, failed: refused };
  const result = { ...counts, omittedIssues, readAs, check };
  if (imported === 0 && refused > 0) return failed({ errors: errors.named, result });
  await markChanged(tx, project.id, now);
  return succeeded({ result, warnings: warnings.named, projectId: project.id, errors: errors.named });
}

/** What is to be said about the file as a whole. */
function fileWarnings(found: {
  readonly labelled: boolean;
  readonly others: readonly string[];
  readonly swallowing: readonly number[];
  readonly imported: number;
}): readonly Issue[] {
  const { labelled, others, swallowing, imported } = found;
  const warnings: Issue[] = [];
  if (!labelled && imported > 0) warnings.push(issue('import/rows-unlabelled', { imported }));
  if (others.length > 0) warnings.push(issue('import/columns-passed-over', { columns: others.map(shown).join(', ') }));
  if (swallowing.length > 0) warnings.push(issue('import/cell-holds-rows', { lines: swallowing.join(', ') }));
  return warnings;
}
