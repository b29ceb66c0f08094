import { Type } from 'typebox';
import { enterForWork } from '../access/enter-for-work.ts';
import { type Actor, roles } from '../access/index.ts';
import type { LabelsFileDocument, LabelsFileHead } from '../files/index.ts';
import {
  defineOperation,
  defineWork,
  failed,
  type OperationEnd,
  type OperationJob,
  type OperationOf,
  succeeded,
} from '../operations/index.ts';
import { EngineError, issue, type Patch, requireValue, type Tx } from '../platform/index.ts';
import {
  classLimit,
  findProject,
  lockProject,
  type Project,
  type ProjectSettings,
  putProject,
  replaceClasses,
} from '../projects/index.ts';
import * as documents from './document-store.ts';
import type { ImportDeps } from './import-deps.ts';
import { createIssueList, type IssueList } from './issue-list.ts';
import * as payloads from './payload-store.ts';
import { readDocumentsTask } from './read-documents-task.ts';
import { readHeadTask } from './read-head-task.ts';
import { createTextSource, type TextSource } from './text-source.ts';
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
    /** Errors and warnings beyond those that are named. */
    omittedIssues: Type.Integer(),
  }),
});
export type ImportLabelsFileOperation = OperationOf<typeof importLabelsFileOperation>;

/**
 * Replaces a project's classes, documents and labels by an uploaded labels file and the texts of its container. Creates
 * the project when there is none. All data change in one transaction, so a process that is killed changes nothing.
 * Bad documents are named in the errors and left out. Nothing is replaced when the file lists documents and none could be
 * imported, or when the file has only `metadata`.
 */
export const importLabelsFileWork = defineWork({
  ...importLabelsFileOperation,
  pool: 'background',
  priority: 5,
  run: async (job, deps: ImportDeps) => {
    const { operation } = job;
    const head = await readHead(deps, operation.id);
    const { role, projects } = operation.request;
    const actor = { name: operation.actor, role, projects };
    const project = await prepareProject(deps, actor, operation.projectName, head);
    return (tx) => (head.holds.data ? replaceData(deps, tx, { job, head, project }) : keepData(project));
  },
});

async function readHead({ db, threads }: ImportDeps, operationId: string): Promise<LabelsFileHead> {
  const side = { nextPiece: payloads.pieces(db, operationId), take: async () => undefined };
  return requireValue(await parseOnThread(threads, readHeadTask, undefined, side));
}

/** Checks what the file says about its project, before any data change. Creates or changes the project. */
async function prepareProject(deps: ImportDeps, actor: Actor, name: string, head: LabelsFileHead): Promise<Project> {
  const { db, containers, host } = deps;
  const scope = enterForWork(name);
  const before = await findProject(db, scope);
  const kind = head.kind ?? before?.kind;
  if (kind === undefined) throw new EngineError('input/missing', { field: 'metadata.projectKind' });
  const language = head.project.language ?? before?.language;
  if (language === undefined) throw new EngineError('input/missing', { field: 'metadata.language' });
  // Some other JSON file. Read as a labels file without data, it would empty the project.
  if (!head.holds.metadata && !head.holds.data) {
    throw new EngineError('import/file-invalid', { problem: 'it holds no metadata, classes or documents' });
  }
  const container = head.project.container ?? before?.container ?? '';
  if (head.classes.length > classLimit)
    throw new EngineError('class/limit', { limit: classLimit, count: head.classes.length });
  const limit = deps.limits.documents;
  if (head.documents > limit) throw new EngineError('document/limit', { limit, count: head.documents });
  if (container !== '' && head.documents > 0 && !(await containers.exists(container))) {
    throw new EngineError('container/not-found', { container, host });
  }
  const patch = { ...head.project, kind, language, container, settings: settingsPatchOf(head) };
  return db.transaction().execute(async (tx) => (await putProject(tx, deps, actor, scope, patch, true)).project);
}

/** A file with settings sets or removes the confidence threshold. Labels files have no other settings. */
function settingsPatchOf({ project: { settings } }: LabelsFileHead): Patch<ProjectSettings> {
  return settings === undefined ? {} : { confidenceThreshold: settings.confidenceThreshold ?? null };
}

interface Replacement {
  readonly job: OperationJob<typeof importLabelsFileOperation>;
  readonly head: LabelsFileHead;
  readonly project: Project;
}

async function replaceData(
  deps: ImportDeps,
  tx: Tx,
  { job: { operation, signal, tell }, head, project: prepared }: Replacement,
): Promise<OperationEnd<typeof importLabelsFileOperation>> {
  const now = deps.given.clock();
  const project = await lockProject(tx, enterForWork(prepared.name), now);
  const classes = await replaceClasses(tx, deps.given, project.id, head.classes);
  const source = createTextSource(deps.containers, tx, project);
  const errors = createIssueList();
  const warnings = createIssueList();
  const write = createDocumentWriter(deps, tx, { project, classes, by: { actor: operation.actor, now }, source });
  let imported = 0;
  const parsed = await parseOnThread(
    deps.threads,
    readDocumentsTask,
    { kind: project.kind, classes: head.classes },
    {
      nextPiece: payloads.pieces(tx, operation.id),
      take: async ({ documents: listed, issues }) => {
        signal.throwIfAborted();
        issues.forEach(errors.add);
        imported += await write(listed, errors, warnings, signal);
        tell({ documents: head.documents, imported });
      },
    },
  );
  const found = requireValue(parsed);
  const omittedIssues = errors.omitted + warnings.omitted;
  const missed = found - imported;
  const result = { documents: found, imported, failed: missed, classes: classes.size, omittedIssues };
  if (imported === 0 && missed > 0) return failed({ errors: errors.named, result });
  await documents.eraseOlder(tx, project.id, now);
  return succeeded({ result, warnings: warnings.named, projectId: project.id, errors: errors.named });
}

async function keepData({ id }: Project): Promise<OperationEnd<typeof importLabelsFileOperation>> {
  const result = { documents: 0, imported: 0, failed: 0, classes: 0, omittedIssues: 0 };
  return succeeded({ result, projectId: id });
}

interface WriterSetup {
  readonly project: Project;
  /** Class ids by name. */
  readonly classes: ReadonlyMap<string, string>;
  readonly by: { readonly actor: string; readonly now: Date };
  readonly source: TextSource;
}

// How many texts are in memory at a time. Each has at most 128,000 text elements.
const chunk = 100;

function createDocumentWriter({ given }: ImportDeps, tx: Tx, { project, classes, by, source }: WriterSetup) {
  return async (
    listed: readonly LabelsFileDocument[],
    errors: IssueList,
    warnings: IssueList,
    signal: AbortSignal,
  ): Promise<number> => {
    let written = 0;
    for (let from = 0; from < listed.length; from += chunk) {
      signal.throwIfAborted();
      const part = listed.slice(from, from + chunk);
      const found = await source.read(part.map(({ location }) => location));
      const writes = part.flatMap(({ location, language, dataset, labels }, i): documents.DocumentWrite[] => {
        const read = found[i];
        if (read === undefined || !read.ok) {
          errors.add(read?.issue ?? issue('import/document-missing', { location, container: project.container }));
          return [];
        }
        const { text, replaced } = read.value;
        if (replaced) warnings.add(issue('import/characters-replaced', { location }));
        const classIds = labels.flatMap((label) => classes.get(label) ?? []);
        return [{ id: given.newId(), name: location, text, language, dataset, replaced, classIds }];
      });
      await documents.put(tx, project.id, writes, by);
      written += writes.length;
    }
    return written;
  };
}
