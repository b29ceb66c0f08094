import { EngineError, findLanguage, isStorable, languages, patched, requireName, shown } from '../platform/index.ts';
import { type Project, type ProjectKind, type ProjectPatch, projectKinds } from './project.ts';
import { checkSettings } from './settings-rules.ts';

/** Classes that a project may have. */
export const classLimit = 200;
const reservedNames = ['global'];
const longestDescription = 4000;

/** Whether a container may be called so: 3 to 63 characters of a-z 0-9 -, as in Azure's blob storage. */
export const isContainerName = (name: string): boolean => /^[a-z0-9-]{3,63}$/.test(name);

/** The members of a project that a patch decides about, checked and in their stored spelling. */
export type CheckedProject = Pick<
  Project,
  'name' | 'kind' | 'language' | 'multilingual' | 'description' | 'container' | 'settings'
>;

/** What a new project has where nobody says otherwise. `container` '' is the built-in one. */
const defaults = { container: '', multilingual: false, description: '' } as const;

/** Throws `input/invalid` for a name that no project can have. */
export function requireProjectName(name: string): void {
  requireName('projectName', name, reservedNames);
}

/**
 * Lays the patch over the project as it stands (`before`; undefined: there is none, so kind and language are required)
 * and checks the result. `encoders` are the encoders that this server has.
 *
 * Throws `input/invalid`, `project/kind-immutable`, `project/container-immutable`.
 */
export function checkProject(
  name: string,
  patch: ProjectPatch,
  before: Project | undefined,
  encoders: readonly string[],
): CheckedProject {
  requireProjectName(name);
  const { kind: askedKind, language: askedLanguage, settings: askedSettings, ...others } = patch;
  const kind = checkKind(name, askedKind ?? before?.kind, before);
  const language = checkLanguage(askedLanguage ?? before?.language);
  const { container, multilingual, description } = patched(memberOf(before), others, defaults);
  const settings = before?.settings ?? {};
  return {
    name,
    kind,
    language,
    container: checkContainer(name, container, before),
    multilingual,
    description: checkDescription(description),
    settings: checkSettings(patched(settings, askedSettings ?? {}), { kind, encoders, before: settings }),
  };
}

type Others = Pick<Project, 'container' | 'multilingual' | 'description'>;

function memberOf(before: Project | undefined): Others {
  if (before === undefined) return defaults;
  const { container, multilingual, description } = before;
  return { container, multilingual, description };
}

function missing(field: string): EngineError {
  return new EngineError('input/invalid', { field, rule: 'is required', value: shown(undefined) });
}

function checkKind(projectName: string, kind: ProjectKind | undefined, before: Project | undefined): ProjectKind {
  const field = 'kind';
  if (kind === undefined) throw missing(field);
  if (!projectKinds.includes(kind)) {
    throw new EngineError('input/invalid', {
      field,
      rule: `must be one of ${projectKinds.join(', ')}`,
      value: shown(kind),
    });
  }
  if (before !== undefined && before.kind !== kind) {
    throw new EngineError('project/kind-immutable', { field, projectName, kind: before.kind });
  }
  return kind;
}

function checkLanguage(value: string | undefined): string {
  const field = 'language';
  if (value === undefined) throw missing(field);
  const language = findLanguage(value);
  if (language !== undefined) return language;
  const rule = `must be one of ${languages.join(', ')}`;
  throw new EngineError('input/invalid', { field, rule, value: shown(value) });
}

function checkContainer(projectName: string, container: string, before: Project | undefined): string {
  const field = 'container';
  if (container !== '' && !isContainerName(container)) {
    throw new EngineError('input/invalid', {
      field,
      rule: 'must be 3 to 63 characters of a-z 0-9 -',
      value: shown(container),
    });
  }
  if (before !== undefined && before.container !== container) {
    throw new EngineError('project/container-immutable', { field, projectName, container: before.container });
  }
  return container;
}

function checkDescription(description: string): string {
  if (description.length > longestDescription || !isStorable(description)) {
    const rule = `must be at most ${longestDescription} characters without U+0000 or lone surrogates`;
    throw new EngineError('input/invalid', { field: 'description', rule, value: `${description.length} characters` });
  }
  return description;
}
