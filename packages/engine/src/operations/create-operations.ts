import { EngineError, enqueue, type Given, isUuid, problemOf, type Tx } from '../platform/index.ts';
import type { ClaimedRows } from './life-cycle/claimed-rows.ts';
import type { ClaimedRowsDeps } from './life-cycle/claimed-table.ts';
import { createClaimedRows } from './life-cycle/create-claimed-rows.ts';
import { moveStatus } from './life-cycle/move-status.ts';
import { isFinal } from './life-cycle/status.ts';
import { type OperationOf, parseOperation, type StoredOperation } from './operation.ts';
import type { OperationKind } from './operation-kind.ts';
import * as store from './operation-store.ts';
import { type OperationChanges, operationTable } from './operation-table.ts';
import type { NewOperation, Operations } from './operations.ts';
import { createProgressWriter } from './progress-writer.ts';

const keptMilliseconds = 7 * 24 * 3600 * 1000;
const expiryBatch = 500;

export interface OperationsDeps extends ClaimedRowsDeps {
  readonly given: Pick<Given, 'clock' | 'newId' | 'log'>;
}

export type OperationRows = ClaimedRows<StoredOperation, OperationChanges>;

/** The life of the rows of operations; call it once a process. */
export function createOperationRows(deps: OperationsDeps): OperationRows {
  return createClaimedRows(deps, operationTable);
}

export function createOperations(deps: OperationsDeps, rows = createOperationRows(deps)): Operations {
  return { ...reads(deps), ...creation(deps), ...cancels(deps, rows), ...sweeps(deps), run: createRun(deps, rows) };
}

function parseOneOf<Kind extends OperationKind>(kinds: readonly Kind[], stored: StoredOperation): OperationOf<Kind> {
  const kind = kinds.find((one) => one.kind === stored.kind);
  if (kind === undefined) throw new TypeError(`Operation ${stored.id} is of the kind ${stored.kind}.`);
  return parseOperation(kind, stored);
}

function reads({ db, given, notifier }: OperationsDeps): Pick<Operations, 'get' | 'list' | 'waitUntilFinal'> {
  return {
    get: async (kinds, { id, projectName, subject }) => {
      const names = kinds.map(({ kind }) => kind);
      const found = isUuid(id) ? await store.findById(db, id) : undefined;
      if (
        found === undefined ||
        !names.includes(found.kind) ||
        (projectName !== undefined && found.projectName !== projectName) ||
        (subject !== undefined && found.subject !== subject) ||
        found.expiresAt <= given.clock()
      ) {
        throw new EngineError('operation/not-found', { kind: names.join(' or '), operationId: id });
      }
      return parseOneOf(kinds, found);
    },
    list: async (kinds, page) => {
      const where = { ...page, kinds: kinds.map(({ kind }) => kind), now: given.clock() };
      return (await store.list(db, where)).flatMap((stored) => {
        try {
          return [parseOneOf(kinds, stored)];
        } catch (error) {
          // One row that this version cannot read must not hide the others.
          given.log.error({ operationId: stored.id, problem: problemOf(error) }, 'an operation cannot be read');
          return [];
        }
      });
    },
    waitUntilFinal: async (kinds, id, milliseconds) => {
      const read = () => store.findById(db, id);
      const ended = (stored: StoredOperation | undefined) => stored === undefined || isFinal(stored.status);
      const stored = await notifier.waitFor(id, milliseconds, read, ended);
      return stored && parseOneOf(kinds, stored);
    },
  };
}

function creation({ given }: OperationsDeps): Pick<Operations, 'request' | 'createDone'> {
  const insert = <Kind extends OperationKind>(
    tx: Tx,
    { kind }: Kind,
    { projectId, projectName, subject, actor, request, progress }: NewOperation<Kind>,
  ): Promise<StoredOperation> => {
    const now = given.clock();
    const times = { now, expiresAt: new Date(now.getTime() + keptMilliseconds) };
    const asked = { kind, projectId, projectName, subject, actor, request, progress };
    return store.insert(tx, { id: given.newId(), ...asked, ...times });
  };
  return {
    request: async (tx, work, asked) => {
      const stored = await insert(tx, work, asked);
      await enqueue(tx, work, { operationId: stored.id });
      return parseOperation(work, stored);
    },
    createDone: async (tx, kind, asked, changes) => {
      const { id } = await insert(tx, kind, asked);
      const base = { id, actor: asked.actor, now: given.clock() };
      const done = await moveStatus(tx, operationTable, { ...base, from: ['notStarted'], to: 'succeeded', changes });
      if (done === undefined) throw new Error(`Operation ${id} was moved before its transaction ended.`);
      return parseOperation(kind, done);
    },
  };
}

function cancels({ db }: OperationsDeps, rows: OperationRows): Pick<Operations, 'requestCancel' | 'cancelAllOf'> {
  return {
    requestCancel: async (kind, actor, { id }) => {
      const moved = await rows.requestCancel(id, actor);
      if (moved !== undefined) return parseOperation(kind, moved);
      const found = await store.findById(db, id);
      // Asked for twice is asked for once.
      if (found?.status === 'cancelling') return parseOperation(kind, found);
      throw new EngineError('operation/not-cancellable', { operationId: id, status: found?.status ?? 'gone' });
    },
    cancelAllOf: async (tx, actor, projectId) => {
      const ended: string[] = [];
      for (const id of await store.findUnfinishedIds(tx, projectId)) {
        if ((await rows.requestCancelIn(tx, id, actor))?.status === 'cancelled') ended.push(id);
      }
      return ended;
    },
  };
}

function sweeps({ db, given }: OperationsDeps): Pick<Operations, 'eraseOf' | 'expire'> {
  return {
    eraseOf: (tx, projectId, except) => store.eraseOf(tx, projectId, except),
    expire: async (signal) => {
      let total = 0;
      while (!signal.aborted) {
        const erased = await store.eraseExpired(db, given.clock(), expiryBatch);
        total += erased;
        if (erased < expiryBatch) break;
      }
      return total;
    },
  };
}

function createRun({ db, given }: OperationsDeps, rows: OperationRows): Operations['run'] {
  return (kind, id, context, work) =>
    rows.run(id, context, async (stored, { claim, signal, cancel }) => {
      const progress = createProgressWriter<object>({
        write: async (told) => (await store.writeProgress(db, claim, told, given.clock())) === 'running',
        onStop: cancel,
        log: given.log,
        logFields: { operationId: id },
      });
      /** An operation that has ended says the progress that was told last. */
      const flushed = async <T>(act: () => Promise<T>): Promise<T> => {
        try {
          return await act();
        } finally {
          await progress.flush();
        }
      };
      const job = { operation: parseOperation(kind, stored), signal, tell: progress.tell };
      const ending = await flushed(() => work(job));
      return typeof ending === 'function' ? (tx) => flushed(() => ending(tx)) : ending;
    });
}
