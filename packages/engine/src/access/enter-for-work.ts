import type { ProjectScope } from './enter.ts';

/**
 * The scope of work in the background. Its right was judged when the work was accepted, so only the files of works
 * (`*-work.ts`) may import this file (`npm run arrows` checks it).
 */
export function enterForWork(projectName: string): ProjectScope {
  return { projectName } as ProjectScope;
}
