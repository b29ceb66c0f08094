import type { KeyView, MeView } from '@taxon/contract';
import type { Actor, ApiKey } from '@taxon/engine';
import { toInstant } from '../operations/operation-wire.ts';

const toProjects = (projects: readonly string[] | undefined) => (projects === undefined ? null : [...projects]);

/** Who is calling. */
export function toMeView({ name, role, projects }: Actor): MeView {
  return { name, role, projects: toProjects(projects) };
}

/** A key without its secret. */
export function toKeyView({ name, role, projects, createdAt, lastUsedAt }: ApiKey): KeyView {
  return {
    name,
    role,
    projects: toProjects(projects),
    createdAt: createdAt.toISOString(),
    lastUsedAt: toInstant(lastUsedAt),
  };
}
