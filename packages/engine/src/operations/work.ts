import type { Static, TObject, TSchema } from 'typebox';
import { type JobDefinition, parsePayload } from '../platform/index.ts';
import type { RunContext } from './life-cycle/run.ts';
import type { OperationKind } from './operation-kind.ts';
import { operationPayload } from './operation-payload.ts';
import type { OperationEnding, OperationJob, Operations } from './operations.ts';

/** Which of a worker's limits counts for a kind of work: so many jobs of one pool run at the same time. */
export const workPools = ['prediction', 'training', 'background'] as const;
export type WorkPool = (typeof workPools)[number];

/** A kind of work: how the queue delivers it, and what a worker does with a delivery. */
export interface Work<Deps, Payload extends TObject = TObject> extends JobDefinition<Payload> {
  readonly pool: WorkPool;
  /** For work that nobody asks for: when the queue's clock sends it, once for the whole cluster; a line of crontab. */
  readonly every?: string;
  /** Does it. Safe to be called twice. Throws what the queue must deliver again. */
  readonly deliver: (deps: Deps, payload: unknown, context: RunContext) => Promise<void>;
}

/** Deliveries until the queue gives up. More than the three attempts of a row, which decide. */
const usualDeliveries = 25;

interface QueueWork<Deps, Payload extends TObject> {
  /** The queue's name of the task. Jobs of older versions wait under it, so it stays. */
  readonly name: string;
  /** Ids only; the rows are the truth. New members are optional, for jobs of older versions. */
  readonly payload: Payload;
  readonly pool: WorkPool;
  /** Smaller is delivered first. */
  readonly priority: number;
  readonly every?: string;
  readonly maxDeliveries?: number;
  run(payload: Static<Payload>, deps: Deps, context: RunContext): Promise<void>;
}

/** Work that is not an operation: periodic work, and work with a row of its own. */
export function defineQueueWork<Payload extends TObject, Deps>({
  run,
  ...definition
}: QueueWork<Deps, Payload>): Work<Deps, Payload> {
  const work: Work<Deps, Payload> = {
    version: 1,
    maxDeliveries: usualDeliveries,
    ...definition,
    deliver: (deps, payload, context) => run(parsePayload(work, payload), deps, context),
  };
  return work;
}

/** Work that is an operation. */
export interface OperationWork<
  Deps,
  Kind extends string,
  Request extends TSchema,
  Progress extends TSchema,
  Result extends TSchema,
> extends Work<Deps & { readonly operations: Operations }, typeof operationPayload>,
    OperationKind<Kind, Request, Progress, Result> {}

interface OperationWorkDefinition<
  Deps,
  Kind extends string,
  Request extends TSchema,
  Progress extends TSchema,
  Result extends TSchema,
> extends OperationKind<Kind, Request, Progress, Result>,
    Pick<Work<Deps>, 'pool' | 'priority'> {
  /**
   * The work. It answers its end, or a function that writes what came of it in the closing transaction and then answers
   * the end. Rules are thrown as `EngineError`, and the signal's reason when the work stops.
   */
  run(
    job: OperationJob<OperationKind<Kind, Request, Progress, Result>>,
    deps: Deps,
  ): Promise<OperationEnding<OperationKind<Kind, Request, Progress, Result>>>;
}

/** Work that is an operation: its row says what is asked, where it stands and what came of it. */
export function defineWork<
  Deps,
  const Kind extends string,
  Request extends TSchema,
  Progress extends TSchema,
  Result extends TSchema,
>({
  run,
  ...definition
}: OperationWorkDefinition<Deps, Kind, Request, Progress, Result>): OperationWork<
  Deps,
  Kind,
  Request,
  Progress,
  Result
> {
  const { kind, request, progress, result, pool, priority } = definition;
  const asked: OperationKind<Kind, Request, Progress, Result> = { kind, request, progress, result };
  const delivered = defineQueueWork({
    name: kind,
    payload: operationPayload,
    pool,
    priority,
    run: ({ operationId }, deps: Deps & { readonly operations: Operations }, context) =>
      deps.operations.run(asked, operationId, context, (job) => run(job, deps)),
  });
  return { ...delivered, ...asked };
}
