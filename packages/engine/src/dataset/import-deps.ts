import type { ContainerService } from '../containers/index.ts';
import type { EncoderSource } from '../encoders/index.ts';
import type { Database, Given, ThreadPool } from '../platform/index.ts';

/** What the imports stand on. */
export interface ImportDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly threads: ThreadPool;
  readonly encoders: Pick<EncoderSource, 'names'>;
  readonly containers: ContainerService;
  readonly limits: { readonly documents: number; readonly projects: number };
  /** This machine, named when a container is not to be seen from it. */
  readonly host: string;
}
