import type { ProjectCreate, ProjectView } from '@taxon/contract';
import type { Project, ProjectPatch, ProjectSettings } from '@taxon/engine';
import { toInstant } from '../operations/operation-wire.ts';

/** A project. */
export function toProjectView(project: Project): ProjectView {
  return {
    name: project.name,
    kind: project.kind,
    language: project.language,
    multilingual: project.multilingual,
    description: project.description,
    container: project.container,
    settings: toSettingsView(project.settings),
    createdAt: project.createdAt.toISOString(),
    modifiedAt: project.modifiedAt.toISOString(),
    trainedAt: toInstant(project.trainedAt),
    deployedAt: toInstant(project.deployedAt),
  };
}

// Every setting by name: the compiler refuses a new one that a PUT would leave as it was.
const noSettings = {
  confidenceThreshold: null,
  outOfScope: null,
  atLeastOne: null,
  encoder: null,
  seed: null,
  search: null,
} as const satisfies Record<keyof ProjectSettings, null>;

/** PUT: what the body leaves out takes its default; the container of a project that exists stays. */
export function toWholeProject({ kind, language, container, ...body }: ProjectCreate): ProjectPatch {
  return {
    kind,
    language,
    ...(container === undefined ? {} : { container }),
    multilingual: body.multilingual ?? null,
    description: body.description ?? null,
    settings: { ...noSettings, ...body.settings },
  };
}

function toSettingsView(settings: ProjectSettings): ProjectView['settings'] {
  const { confidenceThreshold, outOfScope, atLeastOne, encoder, seed, search } = settings;
  return {
    confidenceThreshold: confidenceThreshold ?? null,
    outOfScope: outOfScope ?? null,
    atLeastOne: atLeastOne ?? null,
    encoder: encoder ?? 'default',
    seed: seed ?? null,
    search: search ?? 'none',
  };
}
