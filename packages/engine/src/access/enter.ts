import { EngineError } from '../platform/index.ts';
import { type Actor, keyNameOf, type Right, rightsOf } from './access.ts';

const actions: Record<Right, string> = {
  own: 'deploy, delete, or manage keys',
  write: 'change anything',
  read: 'read projects',
  predict: 'classify',
};

declare const judged: unique symbol;

/**
 * A project that an actor may do something with: the right is judged, the project is not looked up yet. Slices look
 * projects up by a scope only, so an act that forgets to judge does not compile. `enter` makes scopes.
 */
export interface ProjectScope {
  readonly projectName: string;
  readonly [judged]: true;
}

/**
 * Judges whether the actor has the right in the project, and answers the scope of the act. Reads nothing: whether there
 * is such a project is found out by the statement that needs it. Throws `access/forbidden`, `access/forbidden-project`.
 */
export function enter(actor: Actor, right: Right, projectName: string): ProjectScope {
  requireRight(actor, right, projectName);
  return { projectName } as ProjectScope;
}

/**
 * Judges a right alone, for acts that concern no project, or several. Throws `access/forbidden`; with a project name also
 * `access/forbidden-project`.
 */
export function requireRight(actor: Actor, right: Right, projectName?: string): void {
  if (!(rightsOf[actor.role] as readonly Right[]).includes(right)) {
    throw new EngineError('access/forbidden', { actor: keyNameOf(actor), role: actor.role, action: actions[right] });
  }
  if (projectName !== undefined && !mayReach(actor, projectName)) {
    throw new EngineError('access/forbidden-project', { actor: keyNameOf(actor), projectName });
  }
}

/** Whether the actor's key is valid for the project. */
export function mayReach(actor: Actor, projectName: string): boolean {
  const visible = visibleProjects(actor);
  return visible === undefined || visible.includes(projectName);
}

/** The names of the projects that the actor may see. Undefined: all projects. */
export function visibleProjects({ projects }: Actor): readonly string[] | undefined {
  return projects;
}
