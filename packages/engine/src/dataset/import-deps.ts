import type { ContainerService } from '../containers/index.ts';
import type { EncoderSource } from '../encoders/index.ts';
import type { Claim, Operations } from '../operations/index.ts';
import { ClaimLost } from '../operations/index.ts';
import type { Database, Given, Notifier, ThreadPool } from '../platform/index.ts';

/** What the imports stand on. */
export interface ImportDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId' | 'log'>;
  readonly operations: Operations;
  readonly notifier: Notifier;
  readonly threads: ThreadPool;
  readonly encoders: Pick<EncoderSource, 'names'>;
  readonly containers: ContainerService;
  readonly limits: { readonly documents: number; readonly projects: number };
  /** This machine, named when a container is not to be seen from it. */
  readonly host: string;
}

const progressMilliseconds = 1000;

export interface ImportProgress {
  /** Writes at most once a second. */
  tell(progress: object): Promise<void>;
  /** Writes what was told last, if it was left out: an operation that has ended tells the progress it ended with. */
  end(): Promise<void>;
}

/** Writes progress on a connection beside the import's transaction. */
export function createImportProgress(
  { operations, given }: Pick<ImportDeps, 'operations' | 'given'>,
  claim: Claim,
): ImportProgress {
  let last = 0;
  let left: object | undefined;
  const write = async (progress: object): Promise<void> => {
    left = undefined;
    const goesOn = await operations.progress(claim, progress);
    // A cancel comes through the signal; without a claim the work is somebody else's.
    if (!goesOn && !(await operations.holds(claim))) throw new ClaimLost();
  };
  return {
    tell: async (progress) => {
      const now = given.clock().getTime();
      left = progress;
      if (now - last < progressMilliseconds) return;
      last = now;
      await write(progress);
    },
    end: async () => {
      if (left !== undefined) await write(left);
    },
  };
}
