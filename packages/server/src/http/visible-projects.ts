import { type Actor, type Engine, EngineError, type Project } from '@taxon/engine';

/** The project, or undefined when there is none of that name. */
export async function findProject(engine: Engine, name: string): Promise<Project | undefined> {
  try {
    return await engine.projects.get(name);
  } catch (error) {
    if (error instanceof EngineError && error.code === 'project/not-found') return undefined;
    throw error;
  }
}

/** One page of the projects that the actor may see, by name: a key made for some projects sees only those. */
export async function listVisibleProjects(
  engine: Engine,
  { projects: among }: Actor,
  page: { skip: number; top: number },
): Promise<readonly Project[]> {
  return await engine.projects.list(among === undefined ? page : { ...page, among });
}
