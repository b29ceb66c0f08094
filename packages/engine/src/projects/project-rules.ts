import { fail, findLanguage, isStorable, languages, requireName, shown } from '../platform/index.ts';
import { type Project, type ProjectInput, projectKinds } from './project.ts';
import { checkSettings } from './settings-rules.ts';

/** Classes a project may have. */
export const classLimit = 200;
const reservedNames = ['global'];
const longestDescription = 4000;
const containerName = /^[a-z0-9-]{3,63}$/;

/** What a project would be, with every value checked and in its stored spelling. */
export type CheckedProject = Pick<
  Project,
  'name' | 'kind' | 'language' | 'multilingual' | 'description' | 'container' | 'settings'
>;

/** Throws `input/invalid` for a name that no project can have. */
export function requireProjectName(name: string): void {
  requireName('projectName', name, reservedNames);
}

function requireLanguage(value: string): string {
  const rule = `must be one of ${languages.join(', ')}`;
  return findLanguage(value) ?? fail('input/invalid', { field: 'language', rule, value: shown(value) });
}

function checkDescription(description: string): string {
  if (description.length > longestDescription || !isStorable(description)) {
    const rule = `must be at most ${longestDescription} characters without U+0000 or lone surrogates`;
    fail('input/invalid', { field: 'description', rule, value: `${description.length} characters` });
  }
  return description;
}

/**
 * Checks what was asked for. `before` is the project as it stands, whose kind and container cannot change and whose
 * values stay where nothing was given; `encoders` are those at hand. Throws `input/invalid`, `project/kind-immutable`, `project/container-immutable`.
 */
export function checkProject(
  input: ProjectInput,
  before: Project | undefined,
  encoders: readonly string[],
): CheckedProject {
  const { name, kind } = input;
  requireProjectName(name);
  if (!projectKinds.includes(kind)) {
    fail('input/invalid', {
      field: 'projectKind',
      rule: `must be one of ${projectKinds.join(', ')}`,
      value: shown(kind),
    });
  }
  const language = requireLanguage(input.language);
  const container = input.container ?? before?.container ?? '';
  if (container !== '' && !containerName.test(container)) {
    const rule = 'must be 3 to 63 characters of a-z 0-9 -';
    fail('input/invalid', { field: 'storageInputContainerName', rule, value: shown(container) });
  }
  if (before !== undefined && before.kind !== kind) {
    fail('project/kind-immutable', { field: 'projectKind', projectName: name, kind: before.kind });
  }
  if (before !== undefined && before.container !== container) {
    fail('project/container-immutable', {
      field: 'storageInputContainerName',
      projectName: name,
      container: before.container,
    });
  }
  return {
    name,
    kind,
    language,
    container,
    multilingual: input.multilingual ?? before?.multilingual ?? false,
    description: checkDescription(input.description ?? before?.description ?? ''),
    settings: checkSettings(input.settings ?? before?.settings ?? {}, {
      kind,
      encoders,
      before: before?.settings ?? {},
    }),
  };
}
