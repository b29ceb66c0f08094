import { type Actor, enter, requireRight } from '../access/index.ts';
import type { ExportFormat } from '../files/index.ts';
import type { Operations } from '../operations/index.ts';
import { type Database, EngineError } from '../platform/index.ts';
import { requireProject } from '../projects/index.ts';
import { type ExportProjectOperation, exportProjectWork } from './export-project-work.ts';
import * as files from './exported-file-store.ts';

/** What an export should be. `raw` concerns CSV: cells that a spreadsheet would compute stay as they are. */
export interface ExportCommand {
  readonly format: ExportFormat;
  readonly raw?: boolean;
}

/** A file that an operation has made. */
export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly length: number;
  /** Read once; one piece of 1 MB is in memory at a time. Throws `operation/not-found` when the file is erased meanwhile. */
  readonly content: AsyncGenerator<Uint8Array>;
}

/** Projects as files: for `/v1`, Azure's project files, the command line and the Studio alike. */
export interface ExportService {
  /**
   * Begins an export: a worker writes the project's documents and labels, as they are at one moment, into a file that is
   * kept as long as the operation. Needs the right to read. Throws `project/not-found`, `input/invalid`.
   */
  requestExport(actor: Actor, projectName: string, command: ExportCommand): Promise<ExportProjectOperation>;
  /**
   * Opens the file of an export. Needs the right to read its project. Throws `operation/not-found`, also for operations
   * of other kinds, and `operation/file-missing` unless it has succeeded.
   */
  openExportedFile(actor: Actor, operationId: string): Promise<ExportedFile>;
}

interface ExportServiceDeps {
  readonly db: Database;
  readonly operations: Operations;
}

export function createExportService({ db, operations }: ExportServiceDeps): ExportService {
  return {
    requestExport: async (actor, projectName, { format, raw }) => {
      const scope = enter(actor, 'read', projectName);
      if (raw === true && format !== 'csv') {
        throw new EngineError('input/invalid', {
          field: 'raw',
          rule: 'must be false unless the format is csv',
          value: 'true',
        });
      }
      const request = { format, ...(raw === undefined ? {} : { raw }) };
      return db.transaction().execute(async (tx) => {
        const { id } = await requireProject(tx, scope);
        return operations.request(tx, exportProjectWork, { projectId: id, projectName, actor: actor.name, request });
      });
    },
    openExportedFile: async (actor, operationId) => {
      // The project is known before the operation only when the caller names it.
      requireRight(actor, 'read');
      const operation = await operations.get([exportProjectWork], { id: operationId });
      requireRight(actor, 'read', operation.projectName);
      const { id, attempt, status, result } = operation;
      if (status !== 'succeeded' || result === undefined) {
        throw new EngineError('operation/file-missing', { operationId: id, status });
      }
      const { fileName: name, mediaType, bytes: length } = result;
      return { name, mediaType, length, content: contentOf(db, { operationId: id, attempt, length }) };
    },
  };
}

async function* contentOf(
  db: Database,
  { length, ...file }: { readonly operationId: string; readonly attempt: number; readonly length: number },
): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const piece of files.pieces(db, file)) {
    sent += piece.length;
    yield piece;
  }
  if (sent < length) throw new EngineError('operation/not-found', { kind: 'export', operationId: file.operationId });
}
