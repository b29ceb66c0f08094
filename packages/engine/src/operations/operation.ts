import type { Issue } from '../platform/index.ts';

/**
 * Anything longer than a request. The row is what the world sees; the queue job only delivers.
 *
 * notStarted: accepted, durable, waiting for a worker. running: a worker has claimed it (attempt says how often).
 * cancelling: somebody asked to stop a running one. Ends: succeeded, failed, cancelled. A running operation whose
 * process died goes back to notStarted by the sweep and is delivered again; its attempt number keeps the old process,
 * should it only have been asleep, from writing.
 */
export const operationStatuses = ['notStarted', 'running', 'succeeded', 'failed', 'cancelling', 'cancelled'] as const;
export type OperationStatus = (typeof operationStatuses)[number];

export const operationTransitions = {
  notStarted: ['running', 'cancelled', 'failed', 'succeeded'],
  running: ['succeeded', 'failed', 'cancelling', 'cancelled', 'notStarted'],
  cancelling: ['cancelled', 'succeeded', 'failed'],
  succeeded: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<OperationStatus, readonly OperationStatus[]>;

/** Times a worker may take an operation up before it counts as one that kills its workers. */
export const maxAttempts = 3;

/** The actor of moves that nobody asked for: workers and sweeps. */
export const systemActor = 'system';

export const finalStatuses: readonly OperationStatus[] = ['succeeded', 'failed', 'cancelled'];

export const operationKinds = [
  'import',
  'import-rows',
  'train',
  'deploy',
  'change-deployment',
  'delete-deployment',
  'swap-deployments',
  'delete-project',
  'export',
  'load-snapshot',
] as const;
export type OperationKind = (typeof operationKinds)[number];

export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly projectName: string;
  /** The model's or deployment's name the operation is about, where there is one. */
  readonly subject: string | undefined;
  readonly actor: string;
  readonly status: OperationStatus;
  /** What was asked, by kind; validated by the slice that created it. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Where it stands while it runs, by kind. */
  readonly progress: Readonly<Record<string, unknown>> | undefined;
  /** What came of it, by kind. */
  readonly result: Readonly<Record<string, unknown>> | undefined;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
  readonly attempt: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly startedAt: Date | undefined;
  readonly finishedAt: Date | undefined;
  readonly expiresAt: Date;
}

/** A worker's hold on an operation or prediction job: every write compares it, so only the newest attempt can write. */
export interface Claim {
  readonly id: string;
  readonly processId: string;
  readonly attempt: number;
}

export interface OperationService {
  /** Throws `operation/not-found` unless project, kind and (where given) subject match. */
  get(where: {
    id: string;
    projectName?: string;
    kind: OperationKind | readonly OperationKind[];
    subject?: string;
  }): Promise<Operation>;
  /** Newest first, without the expired ones; of every kind when none is given. */
  list(where: {
    projectName: string;
    kind?: OperationKind | undefined;
    skip: number;
    top: number;
  }): Promise<readonly Operation[]>;
  /** The status changes of one operation, oldest first. */
  history(
    id: string,
  ): Promise<readonly { at: Date; actor: string; from: OperationStatus | undefined; to: OperationStatus }[]>;
  /** Waits until the operation has ended or `milliseconds` have passed; answers it as it then stands. */
  waitUntilFinal(id: string, milliseconds: number): Promise<Operation | undefined>;
}
