import { enterForWork } from '../access/index.ts';
import type { Row, RowFormat } from '../files/index.ts';
import { type Claimed, ClaimLost, OperationFailure, type RunContext, runClaimed } from '../operations/index.ts';
import { fail, issue, type Tx } from '../platform/index.ts';
import { addClasses, type ClassRow, classes, lockProject, type Project } from '../projects/index.ts';
import * as documents from './document-store.ts';
import { createImportProgress, type ImportDeps } from './import-deps.ts';
import { createIssueList } from './issue-list.ts';
import { parseRowsTask } from './parse-rows-task.ts';
import { readPayload } from './payload-store.ts';
import { parseOnThread } from './upload-dialogue.ts';

/** What an import of rows is asked with. */
interface ImportRowsRequest {
  readonly format: RowFormat;
}

/**
 * Adds the rows of an upload to its project, in one transaction: a process that is killed in between has changed
 * nothing. Bad rows are named and left out; the import fails when no row was good. Rows without an id are called
 * `row-<number>`, counted on from the project's last one, so that the same files in the same order make the same data.
 */
export function runImportRows(deps: ImportDeps, operationId: string, context: RunContext): Promise<void> {
  return runClaimed(deps, operationId, context, async (claimed, signal) => {
    await deps.db.transaction().execute((tx) => importRows(deps, tx, claimed, signal));
    deps.notifier.notifyDone([operationId]);
  });
}

async function importRows(deps: ImportDeps, tx: Tx, { claim, operation }: Claimed, signal: AbortSignal): Promise<void> {
  const now = deps.given.clock();
  const project = await lockProject(tx, enterForWork(operation.projectName), now);
  const writer = await createRowWriter(deps, tx, project, { actor: operation.actor, now });
  const errors = createIssueList();
  const warnings = createIssueList();
  let imported = 0;
  let failed = 0;
  const progress = createImportProgress(deps, claim);
  const { format } = operation.request as unknown as ImportRowsRequest;
  const end = await parseOnThread(
    deps.threads,
    parseRowsTask,
    { format, kind: project.kind },
    {
      nextPiece: readPayload(tx, operation.id),
      take: async ({ rows, issues }) => {
        signal.throwIfAborted();
        const names = await writer.write(rows);
        for (const [i, { replaced }] of rows.entries()) {
          if (replaced) warnings.add(issue('import/characters-replaced', { location: names[i] ?? '' }));
        }
        issues.forEach(errors.add);
        imported += rows.length;
        failed += issues.length;
        await progress.tell({ imported, failed });
      },
    },
  );
  if (!end.ok) return fail('import/file-invalid', { problem: end.problem });
  await progress.end();
  const { rows, labelled } = end.found;
  if (!labelled && imported > 0) warnings.add(issue('import/rows-unlabelled', { imported }));
  const omitted = errors.omitted + warnings.omitted;
  const result = { rows, imported, failed, omittedIssues: omitted };
  if (imported === 0 && failed > 0) throw new OperationFailure(errors.named, result);
  const done = await deps.operations.succeed(tx, claim, result, warnings.named, project.id, errors.named);
  if (!done) throw new ClaimLost();
}

interface RowWriter {
  /** Writes rows and answers the names they got. */
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
      }));
      count += await documents.put(tx, project.id, writes, by);
      if (count > limits.documents) fail('document/limit', { limit: limits.documents, count });
      return writes.map(({ name }) => name);
    },
  };
}

function rowName(number: number): string {
  return `row-${String(number).padStart(6, '0')}`;
}
