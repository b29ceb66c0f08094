import { Type } from 'typebox';
import { enterForWork } from '../access/enter-for-work.ts';
import { type Row, rowFormats } from '../files/index.ts';
import {
  defineOperation,
  defineWork,
  failed,
  type OperationJob,
  type OperationOf,
  succeeded,
} from '../operations/index.ts';
import { EngineError, issue, requireValue, type Tx } from '../platform/index.ts';
import { addClasses, type ClassRow, classes, lockProject, type Project } from '../projects/index.ts';
import * as documents from './document-store.ts';
import type { ImportDeps } from './import-deps.ts';
import { createIssueList } from './issue-list.ts';
import { parseRowsTask } from './parse-rows-task.ts';
import * as payloads from './payload-store.ts';
import { parseOnThread } from './upload-dialogue.ts';

const importRowsOperation = defineOperation({
  kind: 'import-rows',
  request: Type.Object({ format: Type.Enum(rowFormats) }),
  progress: Type.Object({ imported: Type.Integer(), failed: Type.Integer() }),
  result: Type.Object({
    rows: Type.Integer(),
    imported: Type.Integer(),
    failed: Type.Integer(),
    /** Errors and warnings beyond those that are named. */
    omittedIssues: Type.Integer(),
  }),
});
export type ImportRowsOperation = OperationOf<typeof importRowsOperation>;

/**
 * Adds the rows of an upload to its project. All rows come in one transaction, so a process that is killed changes
 * nothing. Bad rows are named in the errors and left out. The import fails when every row is bad. Rows without an id get
 * the name `row-<number>`. The numbers continue after the project's last one, so the same files in the same order make
 * the same data.
 */
export const importRowsWork = defineWork({
  ...importRowsOperation,
  pool: 'background',
  priority: 5,
  run: async (job, deps: ImportDeps) => (tx) => importRows(job, deps, tx),
});

async function importRows(
  { operation, signal, tell }: OperationJob<typeof importRowsOperation>,
  deps: ImportDeps,
  tx: Tx,
) {
  const now = deps.given.clock();
  const project = await lockProject(tx, enterForWork(operation.projectName), now);
  const writer = await createRowWriter(deps, tx, project, { actor: operation.actor, now });
  const errors = createIssueList();
  const warnings = createIssueList();
  let imported = 0;
  let refused = 0;
  const parsed = await parseOnThread(
    deps.threads,
    parseRowsTask,
    { format: operation.request.format, kind: project.kind },
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
  const { rows, labelled } = requireValue(parsed);
  if (!labelled && imported > 0) warnings.add(issue('import/rows-unlabelled', { imported }));
  const omittedIssues = errors.omitted + warnings.omitted;
  const result = { rows, imported, failed: refused, omittedIssues };
  if (imported === 0 && refused > 0) return failed({ errors: errors.named, result });
  return succeeded({ result, warnings: warnings.named, projectId: project.id, errors: errors.named });
}

interface RowWriter {
  /** Writes rows. Answers their names. */
  write(rows: readonly Row[]): Promise<readonly string[]>;
}

async function createRowWriter(
  { given, limits }: ImportDeps,
  tx: Tx,
  project: Project,
  by: { actor: string; now: Date },
): Promise<RowWriter> {
  let known: readonly ClassRow[] = await classes(tx, project.id);
  const idOf = new Map(known.map(({ id, name }) => [name, id]));
  let lastNumber = await documents.lastRowNumber(tx, project.id);
  let count = await documents.count(tx, project.id);

  async function addUnknown(rows: readonly Row[]): Promise<void> {
    const unknown = [...new Set(rows.flatMap(({ labels }) => labels))].filter((name) => !idOf.has(name));
    if (unknown.length === 0) return;
    known = await addClasses(tx, given, project.id, known, unknown);
    for (const { id, name } of known) idOf.set(name, id);
  }

  return {
    write: async (rows) => {
      await addUnknown(rows);
      const writes = rows.map(({ name, text, language, dataset, replaced, labels }) => ({
        id: given.newId(),
        name: name ?? rowName(++lastNumber),
        text,
        language,
        dataset,
        replaced,
        classIds: labels.flatMap((label) => idOf.get(label) ?? []),
        reviewed: false,
      }));
      count += await documents.put(tx, project.id, writes, by);
      if (count > limits.documents) throw new EngineError('document/limit', { limit: limits.documents, count });
      return writes.map(({ name }) => name);
    },
  };
}

function rowName(number: number): string {
  return `row-${String(number).padStart(6, '0')}`;
}
