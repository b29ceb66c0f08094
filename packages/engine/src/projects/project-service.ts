import { type Actor, enter, keyNameOf, type ProjectScope, requireRight, visibleProjects } from '../access/index.ts';
import type { EncoderSource } from '../encoders/index.ts';
import type { Operations } from '../operations/index.ts';
import {
  type Database,
  EngineError,
  type Given,
  isUniqueViolation,
  lockFor,
  type Notifier,
  requireClassName,
  shown,
  type Tx,
} from '../platform/index.ts';
import { classNamed } from './class-named.ts';
import { deleteProjectWork } from './delete-project-work.ts';
import { changeInProject, holdProject, requireProject } from './find-project.ts';
import type { Project, ProjectPatch } from './project.ts';
import { checkProject, classLimit } from './project-rules.ts';
import * as store from './project-store.ts';
import type { ProjectService } from './projects.ts';

interface ProjectDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly operations: Operations;
  readonly notifier: Notifier;
  readonly limits: { readonly projects: number };
  /** The encoders that a project may name. */
  readonly encoders: Pick<EncoderSource, 'names'>;
}

export function createProjectService(deps: ProjectDeps): ProjectService {
  return { ...projectActs(deps), ...classActs(deps) };
}

/**
 * Throws `access/forbidden` when the key is for some projects only and a project outside them uses the container: through a
 * project of its own the key could read the texts of that project. Any key may take a container that no project uses.
 */
async function requireContainer(tx: Tx, actor: Actor, container: string): Promise<void> {
  const visible = visibleProjects(actor);
  if (container === '' || visible === undefined) return;
  if (!(await store.isContainerOfOthers(tx, container, visible))) return;
  const action = `use the container "${container}" of another project`;
  throw new EngineError('access/forbidden', { actor: keyNameOf(actor), role: actor.role, action });
}

type PutDeps = Pick<ProjectDeps, 'given' | 'limits' | 'encoders'>;

interface PutOptions {
  /** The documents are about to be replaced, so the language may change too. */
  readonly replacing?: boolean;
  /** Called before a project is made, never before one is changed. Throws to refuse that. */
  readonly beforeCreate?: (() => void) | undefined;
}

/**
 * Changes the project of the scope within the caller's transaction, or creates it when there is none. Who makes a project of
 * the same name waits for the end of the transaction. When it was created, the caller ends the transaction with
 * `settleNewProject`. Throws as `ProjectService.createOrChange`.
 */
export async function putProject(
  tx: Tx,
  deps: PutDeps,
  actor: Actor,
  { projectName: name }: ProjectScope,
  patch: ProjectPatch,
  { replacing = false, beforeCreate }: PutOptions = {},
): Promise<{ project: Project; created: boolean }> {
  let before = await store.holdByName(tx, name);
  if (before === undefined) {
    await lockFor(tx, `taxon/projects/create/${name}`);
    before = await store.holdByName(tx, name);
  }
  if (before !== undefined) return { project: await changeProject(tx, deps, before, patch, replacing), created: false };
  beforeCreate?.();
  return { project: await createProject(tx, deps, actor, name, patch), created: true };
}

async function createProject(tx: Tx, deps: PutDeps, actor: Actor, name: string, patch: ProjectPatch): Promise<Project> {
  const { given, encoders } = deps;
  const checked = checkProject(name, patch, undefined, encoders.names);
  const now = given.clock();
  const times = { createdAt: now, modifiedAt: now, trainedAt: undefined, deployedAt: undefined };
  const project = { id: given.newId(), ...checked, ...times };
  await store.insert(tx, project);
  await judgeNewProject(tx, deps, actor, project);
  return project;
}

/**
 * The last act of a transaction that made a project: from here on it waits for those that make others, so that the limit
 * holds and a container is taken once. A long import makes nobody wait before this. Throws `project/limit`,
 * `access/forbidden`.
 */
export async function settleNewProject(
  tx: Tx,
  deps: Pick<PutDeps, 'limits'>,
  actor: Actor,
  project: Project,
): Promise<void> {
  await lockFor(tx, 'taxon/projects/create');
  await judgeNewProject(tx, deps, actor, project);
}

/** By what other transactions have committed until now. The row of the project is there already. */
async function judgeNewProject(
  tx: Tx,
  { limits }: Pick<PutDeps, 'limits'>,
  actor: Actor,
  { container }: Project,
): Promise<void> {
  const others = (await store.count(tx)) - 1;
  if (others >= limits.projects) throw new EngineError('project/limit', { count: others, limit: limits.projects });
  await requireContainer(tx, actor, container);
}

/** `before` is the project as it stands; the caller holds its row. */
async function changeProject(
  tx: Tx,
  { given, encoders }: PutDeps,
  before: Project,
  patch: ProjectPatch,
  replacing = false,
): Promise<Project> {
  const checked = checkProject(before.name, patch, before, encoders.names);
  if (!replacing && checked.language !== before.language && (await store.hasDocuments(tx, before.id))) {
    const rule = `is "${before.language}" and cannot change while the project has documents`;
    throw new EngineError('input/invalid', { field: 'language', rule, value: shown(checked.language) });
  }
  return store.update(tx, before.id, checked, given.clock());
}

type ClassActs = 'listClasses' | 'addClass' | 'renameClass' | 'removeClass';

function projectActs(deps: ProjectDeps): Omit<ProjectService, ClassActs> {
  const { db, given, operations, notifier } = deps;
  return {
    createOrChange: async (actor, projectName, patch, beforeCreate) => {
      const scope = enter(actor, 'write', projectName);
      return db.transaction().execute(async (tx) => {
        const put = await putProject(tx, deps, actor, scope, patch, { beforeCreate });
        if (put.created) await settleNewProject(tx, deps, actor, put.project);
        return put;
      });
    },
    change: async (actor, projectName, patch) => {
      const scope = enter(actor, 'write', projectName);
      return db.transaction().execute(async (tx) => changeProject(tx, deps, await holdProject(tx, scope), patch));
    },
    get: (actor, projectName) => requireProject(db, enter(actor, 'read', projectName)),
    list: async (actor, page) => {
      requireRight(actor, 'read');
      return store.list(db, page, visibleProjects(actor));
    },
    requestDelete: async (actor, projectName) => {
      const scope = enter(actor, 'own', projectName);
      const { operation, ended } = await db.transaction().execute(async (tx) => {
        const now = given.clock();
        const project = await holdProject(tx, scope);
        await store.markDeleted(tx, project.id, now);
        const ended = await operations.cancelAllOf(tx, actor.name, project.id);
        const asked = { projectId: project.id, projectName, actor: actor.name, request: {} };
        const operation = await operations.request(tx, deleteProjectWork, asked);
        return { operation, ended };
      });
      notifier.notifyDone(ended);
      return operation;
    },
  };
}

function classActs({ db, given }: ProjectDeps): Pick<ProjectService, ClassActs> {
  const change = (scope: ProjectScope, act: (tx: Tx, project: Project) => Promise<void>): Promise<void> =>
    changeInProject(db, scope, given.clock(), act);
  const requireThere = (there: boolean, projectName: string, className: string): void => {
    if (!there) throw new EngineError('class/not-found', { projectName, className: className.slice(0, 200) });
  };
  return {
    listClasses: async (actor, projectName) => {
      const project = await requireProject(db, enter(actor, 'read', projectName));
      return store.classesWithCounts(db, project.id);
    },
    addClass: async (actor, projectName, className) => {
      const scope = enter(actor, 'write', projectName);
      requireClassName('className', className);
      await change(scope, async (tx, project) => {
        const classes = await store.classes(tx, project.id);
        const there = classNamed(classes, className);
        if (there !== undefined) throw new EngineError('class/exists', { projectName, className: there.name });
        await addClasses(tx, given, project.id, classes, [className]);
      });
    },
    renameClass: async (actor, projectName, from, to) => {
      const scope = enter(actor, 'write', projectName);
      requireClassName('newClassName', to);
      try {
        await change(scope, async (tx, project) => {
          const classes = await store.classes(tx, project.id);
          const renamed = classNamed(classes, from)?.name ?? from;
          requireThere(await store.renameClass(tx, project.id, renamed, to), projectName, from);
          const other = classNamed(
            classes.filter(({ name }) => name !== renamed),
            to,
          );
          if (other !== undefined) throw new EngineError('class/exists', { projectName, className: other.name });
        });
      } catch (error) {
        if (isUniqueViolation(error, 'class_name_unique'))
          throw new EngineError('class/exists', { projectName, className: to });
        throw error;
      }
    },
    removeClass: async (actor, projectName, className) => {
      const scope = enter(actor, 'write', projectName);
      await change(scope, async (tx, project) => {
        const removed = classNamed(await store.classes(tx, project.id), className)?.name ?? className;
        requireThere(await store.deleteClass(tx, project.id, removed), projectName, className);
      });
    },
  };
}

/** Adds classes of these names behind `classes`, which has none of them. Answers all classes. Throws `class/limit`. */
export async function addClasses(
  tx: Tx,
  given: Pick<Given, 'newId'>,
  projectId: string,
  classes: readonly store.ClassRow[],
  names: readonly string[],
): Promise<readonly store.ClassRow[]> {
  const count = classes.length + names.length;
  if (count > classLimit) throw new EngineError('class/limit', { limit: classLimit, count });
  const added = names.map((name) => ({ id: given.newId(), name }));
  await store.insertClasses(tx, projectId, added, classes.length);
  return [...classes, ...added];
}

/**
 * Adds classes for a transaction that does not hold the project. One that another transaction adds meanwhile is taken as it
 * is. Answers all classes; none of them is renamed or removed before the transaction ends. Throws `class/limit`.
 */
export async function joinClasses(
  tx: Tx,
  given: Pick<Given, 'newId'>,
  projectId: string,
  known: readonly store.ClassRow[],
  names: readonly string[],
): Promise<readonly store.ClassRow[]> {
  const added = names.map((name) => ({ id: given.newId(), name }));
  await store.insertMissingClasses(tx, projectId, added, known.length);
  const all = await store.keepClasses(tx, projectId);
  if (all.length > classLimit) throw new EngineError('class/limit', { limit: classLimit, count: all.length });
  return all;
}

/**
 * Gives the project exactly these classes, in this order. Classes that stay keep their labels. Answers the ids by name.
 * Throws `class/limit`.
 */
export async function replaceClasses(
  tx: Tx,
  given: Pick<Given, 'newId'>,
  projectId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length > classLimit) throw new EngineError('class/limit', { limit: classLimit, count: names.length });
  await store.deleteOtherClasses(tx, projectId, names);
  const wanted = names.map((name) => ({ id: given.newId(), name }));
  return new Map((await store.putClasses(tx, projectId, wanted)).map(({ id, name }) => [name, id]));
}
