import type { AccessService } from '../access/index.ts';
import type { Operations } from '../operations/index.ts';
import type { Database, Given, ThreadPool, Tx } from '../platform/index.ts';
import type { Project, ProjectService } from '../projects/index.ts';

export interface DeploymentDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly access: AccessService;
  readonly operations: Operations;
  readonly projects: ProjectService;
  readonly threads: ThreadPool;
}

/** One transaction in which nobody else changes the project's models and deployments. */
export type Change = <T>(projectName: string, act: (tx: Tx, project: Project) => Promise<T>) => Promise<T>;
