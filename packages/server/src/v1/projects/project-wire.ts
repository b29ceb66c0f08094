import type { ProjectChange, ProjectCreate, ProjectView } from '@taxon/contract';
import type { Project, ProjectInput, ProjectSettings } from '@taxon/engine';
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

/** PUT: what the body leaves out takes its default; the container of an existing project stays. */
export function toCreatedProject(name: string, body: ProjectCreate, existing: Project | undefined): ProjectInput {
  return {
    name,
    kind: body.kind,
    language: body.language,
    container: body.container ?? existing?.container ?? '',
    multilingual: body.multilingual ?? false,
    description: body.description ?? '',
    settings: toSettings(body.settings, {}),
  };
}

/** PATCH: what the body leaves out stays. */
export function toChangedProject(existing: Project, body: ProjectChange): ProjectInput {
  return {
    name: existing.name,
    kind: existing.kind,
    language: body.language ?? existing.language,
    container: existing.container,
    multilingual: body.multilingual ?? existing.multilingual,
    description: body.description ?? existing.description,
    settings: toSettings(body.settings, existing.settings),
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

/** What the body leaves out stays; null takes a value away. */
function toSettings(body: ProjectChange['settings'], existing: ProjectSettings): ProjectSettings {
  const changed = Object.entries({ ...existing, ...body }).filter(([, value]) => value !== null);
  return Object.fromEntries(changed);
}
