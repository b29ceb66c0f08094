import type { Readable } from 'node:stream';
import { type Actor, enter, type ProjectScope } from '../access/index.ts';
import { documentTextElements, noneInSingleLabel } from '../files/index.ts';
import type { NewOperation, OperationOf, Operations, QueuedKind } from '../operations/index.ts';
import {
  classKey,
  countTextElementsTask,
  createTurns,
  type Database,
  documentNameProblem,
  EngineError,
  findLanguage,
  type Given,
  languages,
  requireClassName,
  shown,
  storableText,
  type ThreadPool,
  type Tx,
} from '../platform/index.ts';
import {
  addClasses,
  changeInProject,
  classes,
  classNamed,
  findProject,
  type Project,
  requireProject,
  requireProjectName,
} from '../projects/index.ts';
import type { DatasetService } from './dataset.ts';
import type { Document, DocumentInput } from './document.ts';
import * as documents from './document-store.ts';
import { importLabelsFileWork } from './import-labels-file-work.ts';
import { importRowsWork } from './import-rows-work.ts';
import * as payloads from './payload-store.ts';
import { previewBytes } from './preview-bytes.ts';
import { previewImportTask } from './preview-import-task.ts';
import type { UploadSpool } from './upload-spool.ts';

interface DatasetDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly operations: Operations;
  readonly threads: ThreadPool;
  readonly uploads: UploadSpool;
  /** `acceptances`: how many complete bodies are written into the database at once. Each holds a connection meanwhile. */
  readonly limits: { readonly documents: number; readonly acceptances: number };
}

export function createDatasetService(deps: DatasetDeps): DatasetService {
  return { ...documentActs(deps), ...importActs(deps) };
}

type ImportActs = 'requestImportLabelsFile' | 'requestImportRows' | 'previewImport';

function documentActs({ db, given, threads, limits }: DatasetDeps): Omit<DatasetService, ImportActs> {
  const notFound = (projectName: string, documentName: string): EngineError =>
    new EngineError('document/not-found', { projectName, documentName: documentName.slice(0, 200) });
  const read = async (scope: ProjectScope, documentName: string): Promise<Document> => {
    const project = await requireProject(db, scope);
    const found = await documents.find(db, project.id, documentName);
    if (found === undefined) throw notFound(scope.projectName, documentName);
    return found;
  };
  return {
    getDocument: async (actor, projectName, documentName) => read(enter(actor, 'read', projectName), documentName),
    listDocuments: async (actor, projectName, { skip, top, ...filter }) => {
      const project = await requireProject(db, enter(actor, 'read', projectName));
      const { className } = filter;
      const named = className === undefined ? undefined : classNamed(await classes(db, project.id), className);
      return documents.list(db, project.id, named === undefined ? filter : { ...filter, className: named.name }, {
        skip,
        top,
      });
    },
    putDocument: async (actor, projectName, input) => {
      const scope = enter(actor, 'write', projectName);
      const checked = await checkDocument(input, threads);
      const now = given.clock();
      await changeInProject(db, scope, now, async (tx, project) => {
        const labels = checkLabels(project, input.labels);
        const classIds = await classIdsOf(tx, given, project, labels ?? []);
        const write = { id: given.newId(), ...checked, classIds, reviewed: labels !== undefined };
        await documents.put(tx, project.id, [write], { actor: actor.name, now });
        const count = await documents.count(tx, project.id);
        if (count > limits.documents) throw new EngineError('document/limit', { limit: limits.documents, count });
      });
      return read(scope, input.name);
    },
    deleteDocument: async (actor, projectName, documentName) => {
      const scope = enter(actor, 'write', projectName);
      await changeInProject(db, scope, given.clock(), async (tx, project) => {
        if (!(await documents.erase(tx, project.id, documentName))) throw notFound(projectName, documentName);
      });
    },
    setLabels: async (actor, projectName, documentName, names, dataset) => {
      const scope = enter(actor, 'write', projectName);
      const now = given.clock();
      await changeInProject(db, scope, now, async (tx, project) => {
        const known = await classes(tx, project.id);
        const labels = checkLabels(project, names);
        const found = (labels ?? []).map((name) => {
          const one = classNamed(known, name);
          if (one === undefined)
            throw new EngineError('class/not-found', { projectName, className: name.slice(0, 200) });
          return one.id;
        });
        const classIds = requireFew(project, found);
        const change = { classIds, reviewed: labels !== undefined, dataset };
        const there = await documents.setLabels(tx, project.id, documentName, change, { actor: actor.name, now });
        if (!there) throw notFound(projectName, documentName);
      });
      return read(scope, documentName);
    },
  };
}

type CheckedDocument = Pick<documents.DocumentWrite, 'name' | 'text' | 'replaced' | 'language' | 'dataset'>;

/** Throws `input/invalid` for the first thing that is wrong. */
async function checkDocument(input: DocumentInput & { name: string }, threads: ThreadPool): Promise<CheckedDocument> {
  const refused = (field: string, rule: string, value: string): EngineError =>
    new EngineError('input/invalid', { field, rule, value });
  const nameRule = documentNameProblem(input.name);
  if (nameRule !== undefined) throw refused('name', nameRule, shown(input.name));
  if (input.text.trim() === '')
    throw refused('text', 'must not be empty', input.text === '' ? '""' : 'only white space');
  if (input.text.length > documentTextElements) {
    const [length = 0] = await threads.run(countTextElementsTask, [input.text]);
    const rule = `must have at most ${documentTextElements} text elements`;
    if (length > documentTextElements) throw refused('text', rule, `${length} text elements`);
  }
  const code = input.language === '' ? undefined : input.language;
  const language = code === undefined ? undefined : findLanguage(code);
  if (code !== undefined && language === undefined) {
    throw refused('language', `must be one of ${languages.join(', ')}`, shown(code));
  }
  return { name: input.name, ...storableText(input.text), language, dataset: input.dataset };
}

/**
 * Answers each name once; undefined for no statement at all. Throws for a malformed name, and for an empty list in a
 * single-label project.
 */
function checkLabels(project: Project, names: readonly string[] | undefined): readonly string[] | undefined {
  if (names === undefined) return undefined;
  const labels = [...new Set(names)];
  if (project.kind === 'single' && labels.length === 0) {
    throw new EngineError('input/invalid', { field: 'labels', rule: noneInSingleLabel, value: '[]' });
  }
  for (const name of labels) requireClassName('labels', name);
  return labels;
}

/** Answers each class once. Throws for more classes than the project's kind allows. */
function requireFew(project: Project, classIds: readonly string[]): readonly string[] {
  const ids = [...new Set(classIds)];
  if (project.kind === 'single' && ids.length > 1) {
    const rule = 'must name at most one class in a single-label project';
    throw new EngineError('input/invalid', { field: 'labels', rule, value: `${ids.length} classes` });
  }
  return ids;
}

/** The ids of the classes that these names mean, each once. Creates unknown classes, one for all spellings of a name. */
async function classIdsOf(
  tx: Tx,
  given: Pick<Given, 'newId'>,
  project: Project,
  labels: readonly string[],
): Promise<readonly string[]> {
  const known = await classes(tx, project.id);
  const unknown = new Map<string, string>();
  for (const label of labels) {
    const key = classKey(label);
    if (classNamed(known, label) === undefined && !unknown.has(key)) unknown.set(key, label);
  }
  const all = unknown.size === 0 ? known : await addClasses(tx, given, project.id, known, [...unknown.values()]);
  return requireFew(
    project,
    labels.flatMap((label) => classNamed(all, label)?.id ?? []),
  );
}

function importActs({ db, operations, threads, uploads, limits }: DatasetDeps): Pick<DatasetService, ImportActs> {
  const inTurn = createTurns(limits.acceptances);
  /**
   * Receives the body, and then stores it in the transaction that also writes the operation and its job, so nothing is half
   * accepted. A body that arrives slowly holds no connection.
   */
  const accept = <Work extends QueuedKind>(
    work: Work,
    asked: NewOperation<Work>,
    body: Readable,
  ): Promise<OperationOf<Work>> =>
    uploads.receive(body, (pieces) =>
      inTurn(() =>
        db.transaction().execute(async (tx) => {
          const operation = await operations.request(tx, work, asked);
          await payloads.insert(tx, operation.id, pieces);
          return operation;
        }),
      ),
    );
  const about = async (actor: Actor, projectName: string) => {
    const project = await findProject(db, enter(actor, 'write', projectName));
    return { project, actor: actor.name, projectName, ...(project === undefined ? {} : { projectId: project.id }) };
  };
  return {
    requestImportLabelsFile: async (actor, projectName, body) => {
      requireProjectName(projectName);
      const { project: _, ...base } = await about(actor, projectName);
      // The file may name a container. The worker checks whether this key may use it.
      const { role, projects } = actor;
      const request = projects === undefined ? { role } : { role, projects: [...projects] };
      return accept(importLabelsFileWork, { ...base, request }, body);
    },
    previewImport: async (actor, projectName, format, body, reading = {}) => {
      const kind =
        projectName === undefined ? 'multi' : (await requireProject(db, enter(actor, 'read', projectName))).kind;
      const { bytes, isCut } = await uploads.receive(body, previewBytes);
      return { ...(await threads.run(previewImportTask, { format, reading, kind, isCut, bytes })), isCut };
    },
    requestImportRows: async (actor, projectName, format, body, how) => {
      const { project, ...base } = await about(actor, projectName);
      if (project === undefined) throw new EngineError('project/not-found', { projectName });
      return accept(importRowsWork, { ...base, request: how === undefined ? { format } : { format, how } }, body);
    },
  };
}
