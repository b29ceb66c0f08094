import {
  type AuthoringProject,
  type AuthoringProjectKind,
  type AuthoringProjectPatch,
  authoringProjectKinds,
} from '@taxon/contract';
import type { Project, ProjectKind, ProjectPatch } from '@taxon/engine';
import { invalidField } from '../../../http/door-fault.ts';
import { wholeSeconds } from '../../azure-time.ts';

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
    createdDateTime: wholeSeconds(project.createdAt),
    lastModifiedDateTime: wholeSeconds(project.modifiedAt),
    ...(project.trainedAt === undefined ? {} : { lastTrainedDateTime: wholeSeconds(project.trainedAt) }),
    ...(project.deployedAt === undefined ? {} : { lastDeployedDateTime: wholeSeconds(project.deployedAt) }),
    projectKind: toProjectKindName(project.kind),
    storageInputContainerName: project.container,
    ...(confidenceThreshold === undefined ? {} : { settings: { confidenceThreshold } }),
    projectName: project.name,
    multilingual: project.multilingual,
    description: project.description,
    language: project.language,
  };
}

/** The members of a merge patch as the engine names them. What the patch does to the project is decided by the engine. */
export function toProjectPatch(name: string, patch: AuthoringProjectPatch): ProjectPatch {
  if (patch.projectName !== undefined && patch.projectName !== name) {
    throw invalidField('projectName', `must be the name in the path, ${JSON.stringify(name)}`, patch.projectName);
  }
  const { projectKind, language, storageInputContainerName: container, multilingual, description, settings } = patch;
  return {
    ...(projectKind === undefined ? {} : { kind: toProjectKind(projectKind) }),
    ...(language === undefined ? {} : { language }),
    ...(container === undefined ? {} : { container }),
    ...(multilingual === undefined ? {} : { multilingual: toBoolean(multilingual) }),
    ...(description === undefined ? {} : { description }),
    ...(settings === undefined ? {} : { settings: toSettingsPatch(settings) }),
  };
}

/** Refuses a body that leaves out what a new project needs, beside its kind and language, which the engine asks for. */
export function requireNewProject({ projectName, storageInputContainerName }: AuthoringProjectPatch): void {
  const needed = { projectName, storageInputContainerName };
  for (const [field, value] of Object.entries(needed)) {
    if (value === undefined || value === null) throw invalidField(field, 'is required for a new project', value);
  }
}

function toBoolean(value: boolean | string | null): boolean | null {
  return typeof value === 'string' ? value.toLowerCase() === 'true' : value;
}

/**
 * Azure's projects have one setting; other members are left out. Null for all settings takes that one away, and our own
 * settings stay.
 */
function toSettingsPatch(
  settings: NonNullable<AuthoringProjectPatch['settings']> | null,
): NonNullable<ProjectPatch['settings']> {
  if (settings === null) return { confidenceThreshold: null };
  const { confidenceThreshold } = settings;
  return confidenceThreshold === undefined ? {} : { confidenceThreshold };
}
