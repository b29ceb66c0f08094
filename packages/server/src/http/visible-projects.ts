import type { Actor, Engine, Project } from '@taxon/engine';

/** One page of the projects that the actor may see, by name: a key made for some projects sees only those. */
export async function listVisibleProjects(
  engine: Engine,
  { projects: among }: Actor,
  page: { skip: number; top: number },
): Promise<readonly Project[]> {
  return await engine.projects.list(among === undefined ? page : { ...page, among });
}
