import type { Issue } from '../platform/index.ts';
import type { Status } from './life-cycle/status.ts';
import { type OperationKind, type ProgressOf, parseColumn, type RequestOf, type ResultOf } from './operation-kind.ts';

type Json = Readonly<Record<string, unknown>>;

/** Anything longer than a request. The row is what the world sees; the queue job only delivers. */
export interface Operation<Kind = string, Request = Json, Progress = Json, Result = Json> {
  readonly id: string;
  readonly kind: Kind;
  /** The project that it is about; undefined: there was none of the name yet when it was asked for. */
  readonly projectId: string | undefined;
  readonly projectName: string;
  /** The name of the model or deployment that it is about, where there is one. */
  readonly subject: string | undefined;
  readonly actor: string;
  readonly status: Status;
  /** What was asked. */
  readonly request: Request;
  /** Where it stands, or stood when it ended. */
  readonly progress: Progress | undefined;
  /** What came of it; undefined until it has ended, and where nothing came of it. */
  readonly result: Result | undefined;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** How often a worker has claimed it. */
  readonly attempt: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly startedAt: Date | undefined;
  readonly finishedAt: Date | undefined;
  readonly expiresAt: Date;
}

/** An operation of a kind, or of one of several kinds, told apart by `kind`. */
export type OperationOf<Kind extends OperationKind> = Kind extends OperationKind
  ? Operation<Kind['kind'], RequestOf<Kind>, ProgressOf<Kind>, ResultOf<Kind>>
  : never;

/** An operation as its row holds it: what its kind decides is not looked into yet. */
export type StoredOperation = Operation<string, unknown, unknown, unknown>;

/** An operation with the parts of its kind checked and typed. Throws as `parseColumn`. */
export function parseOperation<Kind extends OperationKind>(
  definition: Kind,
  stored: StoredOperation,
): OperationOf<Kind> {
  const { id, kind, request, progress, result, ...members } = stored;
  if (kind !== definition.kind) throw new TypeError(`Operation ${id} is of the kind ${kind}, not ${definition.kind}.`);
  const ifThere = (column: 'progress' | 'result', json: unknown) =>
    json === undefined ? undefined : parseColumn(definition, column, id, json);
  return {
    ...members,
    id,
    kind: definition.kind,
    request: parseColumn(definition, 'request', id, request),
    progress: ifThere('progress', progress),
    result: ifThere('result', result),
  } as OperationOf<Kind>;
}
