import {
  type AuthoringProject,
  type AuthoringProjectKind,
  authoringProjectKinds,
  type ProjectPatch,
} from '@taxon/contract';
import type { Project, ProjectInput, ProjectKind, ProjectSettings } from '@taxon/engine';
import { invalidField } from '../../../http/door-fault.ts';
import { toSeconds } from '../authoring-date.ts';

const kindNames = {
  single: 'CustomSingleLabelClassification',
  multi: 'CustomMultiLabelClassification',
} as const satisfies Record<ProjectKind, AuthoringProjectKind>;

/** Our kind in the vendor's word. */
export function toProjectKindName(kind: ProjectKind): AuthoringProjectKind {
  return kindNames[kind];
}

/** The vendor's word in any letter case. Kinds that are not classification are refused by name. */
export function toProjectKind(name: string): ProjectKind {
  const lower = name.toLowerCase();
  if (lower === kindNames.single.toLowerCase()) return 'single';
  if (lower === kindNames.multi.toLowerCase()) return 'multi';
  throw invalidField('projectKind', `must be ${authoringProjectKinds.join(' or ')}`, name);
}

/** A project on the wire. `settings` is there only when something is set, as recorded. */
export function toAuthoringProject(project: Project): AuthoringProject {
  const { confidenceThreshold } = project.settings;
  return {
    createdDateTime: toSeconds(project.createdAt),
    lastModifiedDateTime: toSeconds(project.modifiedAt),
    ...(project.trainedAt === undefined ? {} : { lastTrainedDateTime: toSeconds(project.trainedAt) }),
    ...(project.deployedAt === undefined ? {} : { lastDeployedDateTime: toSeconds(project.deployedAt) }),
    projectKind: toProjectKindName(project.kind),
    storageInputContainerName: project.container,
    ...(confidenceThreshold === undefined ? {} : { settings: { confidenceThreshold } }),
    projectName: project.name,
    multilingual: project.multilingual,
    description: project.description,
    language: project.language,
  };
}

/**
 * A merge patch laid over the project as it is (undefined: there is none yet, so kind and language are required).
 * Null takes a member back to its default.
 */
export function toProjectInput(name: string, patch: ProjectPatch, existing: Project | undefined): ProjectInput {
  if (patch.projectName !== undefined && patch.projectName !== name) {
    throw invalidField('projectName', `must be the name in the path, ${JSON.stringify(name)}`, patch.projectName);
  }
  const kind = patch.projectKind === undefined ? existing?.kind : toProjectKind(patch.projectKind);
  const language = patch.language ?? existing?.language;
  if (kind === undefined) throw invalidField('projectKind', 'is required', undefined);
  if (language === undefined) throw invalidField('language', 'is required', undefined);
  const multilingual = patched(patch.multilingual, existing?.multilingual ?? false, false);
  return {
    name,
    kind,
    language,
    container: patched(patch.storageInputContainerName, existing?.container ?? '', ''),
    multilingual: typeof multilingual === 'string' ? multilingual.toLowerCase() === 'true' : multilingual,
    description: patched(patch.description, existing?.description ?? '', ''),
    settings: patchedSettings(patch.settings, existing?.settings ?? {}),
  };
}

function patched<T, U>(value: T | null | undefined, existing: U, initial: U): T | U {
  if (value === null) return initial;
  return value === undefined ? existing : value;
}

function patchedSettings(patch: ProjectPatch['settings'], existing: ProjectSettings): ProjectSettings {
  // The other settings are none of this door's; they stay.
  const { confidenceThreshold, ...others } = existing;
  if (patch === null) return others;
  const threshold = patched(patch?.confidenceThreshold, confidenceThreshold, undefined);
  return threshold === undefined ? others : { ...others, confidenceThreshold: threshold };
}
