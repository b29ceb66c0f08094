import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@taxon/testkit/database/test-database';
import { given } from '@taxon/testkit/given';
import { sql } from 'kysely';
import { createOperationRows, createOperations, type OperationRows } from '../operations/create-operations.ts';
import { type ClaimedRowsDeps, createClaimedRows, type Operations } from '../operations/index.ts';
import {
  createDatabase,
  createNotifier,
  createProcessRegistry,
  type Given,
  type ProcessRegistry,
} from '../platform/index.ts';
import { type PredictionJobs, predictionTable } from '../prediction/jobs/prediction-table.ts';

/** Operations and prediction jobs on a database of their own, in a process that is registered as alive. */
export interface OpenOperations extends ClaimedRowsDeps {
  readonly connectionString: string;
  readonly operations: Operations;
  readonly operationRows: OperationRows;
  readonly predictionJobs: PredictionJobs;
  readonly given: ReturnType<typeof given>;
  readonly processes: ProcessRegistry;
  /** Of this process. */
  readonly processId: string;
  /** Registers further processes as alive; answers their ids. */
  addProcesses(count: number): Promise<readonly string[]>;
  /** The moves of an operation, oldest first. */
  movesOf(operationId: string): Promise<{ from: string | null; to: string }[]>;
  close(): Promise<void>;
}

export async function openOperations(overrides: Partial<Given> = {}): Promise<OpenOperations> {
  const test = await createTestDatabase();
  const { connectionString } = test;
  const mine = given(overrides);
  const db = createDatabase(connectionString, 16);
  const notifier = createNotifier({ db, listenConnectionString: connectionString, log: mine.log });
  const processes = createProcessRegistry({ db, id: randomUUID(), notifier, log: mine.log });
  const deps = { db, given: mine, notifier, processes };
  const operationRows = createOperationRows(deps);
  await processes.start({ role: 'worker', host: 'h', pid: 1 });
  return {
    ...deps,
    connectionString,
    operationRows,
    operations: createOperations(deps, operationRows),
    predictionJobs: createClaimedRows(deps, predictionTable),
    processId: processes.id,
    addProcesses: async (count) => {
      const ids = Array.from({ length: count }, () => randomUUID());
      const now = new Date();
      const row = { pool_ids: [], role: 'worker', host: 'h', pid: 1, started_at: now, renewed_at: now };
      await db
        .insertInto('process')
        .values(ids.map((id) => ({ id, ...row })))
        .execute();
      return ids;
    },
    movesOf: async (operationId) => {
      const { rows } = await sql<{ from: string | null; to: string }>`
        select from_status as from, to_status as to from operation_history
        where operation_id = ${operationId}::uuid order by moved_at
      `.execute(db);
      return rows;
    },
    close: async () => {
      await processes.stop();
      await notifier.close();
      await db.destroy();
      await test.drop();
    },
  };
}
