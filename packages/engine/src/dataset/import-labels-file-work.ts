import { Type } from 'typebox';
import { enterForWork } from '../access/enter-for-work.ts';
import { roles } from '../access/index.ts';
import type { LabelsFileHead } from '../files/index.ts';
import {
  defineOperation,
  defineWork,
  failed,
  type OperationEnd,
  type OperationJob,
  type OperationOf,
  succeeded,
} from '../operations/index.ts';
import { EngineError, requireValue, type Tx } from '../platform/index.ts';
import {
  findProject,
  keepProject,
  lockImports,
  type Project,
  replaceClasses,
  settleNewProject,
} from '../projects/index.ts';
import * as documents from './document-store.ts';
import type { ImportDeps } from './import-deps.ts';
import { createIssueList } from './issue-list.ts';
import { createLabelsFileClasses } from './labels-file-classes.ts';
import { putLabelsFileProject } from './labels-file-project.ts';
import { createLabelsFileWriter } from './labels-file-writer.ts';
import { mostlyNoClass } from './mostly-no-class.ts';
import * as payloads from './payload-store.ts';
import { readDocumentsTask } from './read-documents-task.ts';
import { readHeadTask } from './read-head-task.ts';
import { takenBack } from './taken-back.ts';
import { createTextSource } from './text-source.ts';
import { parseOnThread } from './upload-dialogue.ts';

const importLabelsFileOperation = defineOperation({
  kind: 'import',
  /** What the key that asked for the import reaches. `projects` absent: all. */
  request: Type.Object({ role: Type.Enum(roles), projects: Type.Optional(Type.Array(Type.String())) }),
  progress: Type.Object({ documents: Type.Integer(), imported: Type.Integer() }),
  result: Type.Object({
    documents: Type.Integer(),
    imported: Type.Integer(),
    failed: Type.Integer(),
    classes: Type.Integer(),
    /** Imported documents that have none of the classes, as somebody said. Absent in older results. */
    reviewedWithNoClass: Type.Optional(Type.Integer()),
    /** Errors and warnings beyond those that are named. */
    omittedIssues: Type.Integer(),
  }),
});
export type ImportLabelsFileOperation = OperationOf<typeof importLabelsFileOperation>;

/**
 * Replaces a project's classes, documents and labels by an uploaded labels file and the texts of its container. Creates
 * the project when there is none. All changes are one transaction, so an import that fails, or a process that is killed,
 * changes nothing, and makes no project. Bad documents are named in the errors and left out. The import fails when the file
 * lists documents and none could be imported. A file that has only `metadata` leaves the data alone.
 */
export const importLabelsFileWork = defineWork({
  ...importLabelsFileOperation,
  pool: 'background',
  priority: 5,
  run: async (job, deps: ImportDeps) => {
    const head = await readHead(deps, job.operation.id);
    return (tx) => importFile(deps, tx, job, head);
  },
});

async function readHead({ db, threads }: ImportDeps, operationId: string): Promise<LabelsFileHead> {
  const side = { nextPiece: payloads.pieces(db, operationId), take: async () => undefined };
  return requireValue(await parseOnThread(threads, readHeadTask, undefined, side));
}

type Job = OperationJob<typeof importLabelsFileOperation>;
type End = OperationEnd<typeof importLabelsFileOperation>;

async function importFile(deps: ImportDeps, tx: Tx, job: Job, head: LabelsFileHead): Promise<End> {
  const { role, projects } = job.operation.request;
  const actor = { name: job.operation.actor, role, projects };
  const scope = enterForWork(job.operation.projectName);
  await lockImports(tx, scope);
  const put = () => putLabelsFileProject(tx, deps, actor, scope, head);
  const exists = (await findProject(tx, scope)) !== undefined;
  // What the file says of a project is judged first and written last, so that nobody who changes the project waits.
  const { project, created } = exists ? await takenBack(tx, put) : await put();
  if (!created) await keepProject(tx, scope);
  const end = head.holds.data ? await replaceData(deps, tx, { job, head, project }) : keepData(project);
  if (end.to !== 'succeeded') return end;
  if (created) await settleNewProject(tx, deps, actor, project);
  // The project was deleted meanwhile. Nobody has asked for another one.
  else if ((await put()).created) throw new EngineError('project/not-found', { projectName: project.name });
  return end;
}

interface Replacement {
  readonly job: Job;
  readonly head: LabelsFileHead;
  readonly project: Project;
}

async function replaceData(
  deps: ImportDeps,
  tx: Tx,
  { job: { operation, signal, tell }, head, project }: Replacement,
): Promise<End> {
  const now = deps.given.clock();
  await requireTexts(deps, tx, project, head);
  const classes = createLabelsFileClasses(await replaceClasses(tx, deps.given, project.id, head.classes));
  const source = createTextSource(deps.containers, tx, project);
  const errors = createIssueList();
  const warnings = createIssueList();
  const by = { actor: operation.actor, now };
  const writer = createLabelsFileWriter(tx, deps.given, { project, classes, by, source, errors, warnings });
  const parsed = await parseOnThread(
    deps.threads,
    readDocumentsTask,
    { kind: project.kind },
    {
      nextPiece: payloads.pieces(tx, operation.id),
      take: async ({ documents: listed, issues }) => {
        issues.forEach(errors.add);
        await writer.write(listed, signal);
        tell({ documents: head.documents, imported: writer.imported });
      },
    },
  );
  signal.throwIfAborted();
  const found = requireValue(parsed);
  await writer.end();
  const { imported, reviewedWithNoClass } = writer;
  const suspicion = mostlyNoClass(reviewedWithNoClass, imported);
  for (const warning of [suspicion, classes.warning()]) if (warning !== undefined) warnings.add(warning);
  const omittedIssues = errors.omitted + warnings.omitted;
  const counts = { documents: found, imported, failed: found - imported, classes: classes.size };
  const result = { ...counts, reviewedWithNoClass, omittedIssues };
  if (imported === 0 && found > 0) return failed({ errors: errors.named, result });
  await documents.eraseOlder(tx, project.id, now);
  return succeeded({ result, warnings: warnings.named, projectId: project.id, errors: errors.named });
}

/** Throws for what would make every document fail for the same reason. */
async function requireTexts(
  { containers, host }: ImportDeps,
  tx: Tx,
  { id, name: projectName, container }: Project,
  head: LabelsFileHead,
): Promise<void> {
  if (head.documents === 0) return;
  if (container !== '') {
    if (await containers.exists(container)) return;
    throw new EngineError('container/not-found', { container, host });
  }
  if ((await documents.count(tx, id)) > 0) return;
  throw new EngineError('import/no-texts', { field: 'metadata.storageInputContainerName', projectName });
}

function keepData({ id }: Project): End {
  const counts = { documents: 0, imported: 0, failed: 0, classes: 0 };
  return succeeded({ result: { ...counts, reviewedWithNoClass: 0, omittedIssues: 0 }, projectId: id });
}
