import type { ProjectScope } from '../access/index.ts';
import type { Operations } from '../operations/index.ts';
import type { Database, Given, ThreadPool, Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';

export interface DeploymentDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly operations: Operations;
  readonly threads: ThreadPool;
}

/** One transaction in which nobody else changes the project's models and deployments. */
export type Change = <T>(scope: ProjectScope, act: (tx: Tx, project: Project) => Promise<T>) => Promise<T>;
