import type { Issue } from '../platform/index.ts';
import type { Status } from './life-cycle/status.ts';

/** The actor of moves that nobody asked for: workers and sweeps. */
export const systemActor = 'system';

export const operationKinds = [
  'import',
  'import-rows',
  'train',
  'deploy',
  'change-deployment',
  'delete-deployment',
  'swap-deployments',
  'delete-project',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/** Anything longer than a request. The row is what the world sees; the queue job only delivers. */
export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly projectName: string;
  /** The model's or deployment's name the operation is about, where there is one. */
  readonly subject: string | undefined;
  readonly actor: string;
  readonly status: Status;
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
  history(id: string): Promise<readonly { at: Date; actor: string; from: Status | undefined; to: Status }[]>;
  /** Waits until the operation has ended or `milliseconds` have passed; answers it as it then stands. */
  waitUntilFinal(id: string, milliseconds: number): Promise<Operation | undefined>;
}
