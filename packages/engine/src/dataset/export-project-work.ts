import { Type } from 'typebox';
import { enterForWork } from '../access/enter-for-work.ts';
import { createExportWriter, exportFormats } from '../files/index.ts';
import {
  defineOperation,
  defineWork,
  type OperationEnd,
  type OperationJob,
  type OperationOf,
  succeeded,
} from '../operations/index.ts';
import type { Database, Tx } from '../platform/index.ts';
import { classes, findProject, type Project } from '../projects/index.ts';
import { readExportPages } from './export-read.ts';
import * as files from './exported-file-store.ts';

const exportProjectOperation = defineOperation({
  kind: 'export',
  request: Type.Object({ format: Type.Enum(exportFormats), raw: Type.Optional(Type.Boolean()) }),
  progress: Type.Object({ documents: Type.Integer() }),
  result: Type.Object({
    documents: Type.Integer(),
    /** The length of the file. */
    bytes: Type.Integer(),
    fileName: Type.String(),
    mediaType: Type.String(),
  }),
});
export type ExportProjectOperation = OperationOf<typeof exportProjectOperation>;

export interface ExportDeps {
  readonly db: Database;
}

/**
 * Writes a project's documents, as they are at one moment, into a file that is kept with the operation. Nobody
 * who writes documents waits for it. What an interrupted attempt has written is erased by the next one. A project that is deleted meanwhile ends it as cancelled.
 */
export const exportProjectWork = defineWork({
  ...exportProjectOperation,
  pool: 'background',
  priority: 5,
  run: async (job, { db }: ExportDeps) => {
    const { id: operationId, attempt } = job.operation;
    const result = await eraseUnless(db, job.operation, () =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => writeFile(db, tx, job)),
    );
    if (result === undefined) return { to: 'cancelled' } satisfies OperationEnd<typeof exportProjectOperation>;
    return async (tx) => {
      // A deletion may have come after the file was written, and before the cancel of this operation was noticed.
      if ((await findExported(tx, job.operation)) === undefined) return { to: 'cancelled' };
      await files.eraseOthers(tx, { operationId, attempt });
      return succeeded({ result });
    };
  },
});

/** Erases what was written when the work ends with an error, such as a cancel. A process that is killed leaves it to the next attempt. */
async function eraseUnless<Result>(
  db: Database,
  { id: operationId, attempt }: ExportProjectOperation,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    // The error says more than one about rows that cannot be erased now; those go with the operation.
    await files.erase(db, { operationId, attempt }).catch(() => undefined);
    throw error;
  }
}

/** Reads in `tx`, at one moment, and writes beside it: a reading of that kind cannot refer to rows that change meanwhile. */
async function writeFile(db: Database, tx: Tx, job: OperationJob<typeof exportProjectOperation>) {
  const { id: operationId, attempt, request } = job.operation;
  const project = await findExported(tx, job.operation);
  if (project === undefined) return undefined;
  const exported = { ...project, classes: (await classes(tx, project.id)).map(({ name }) => name) };
  const writer = createExportWriter(request.format, exported, request.raw ?? false);
  let documents = 0;
  async function* content(): AsyncGenerator<string> {
    yield writer.head;
    for await (const page of readExportPages(tx, exported.id)) {
      job.signal.throwIfAborted();
      yield page.map(writer.document).join('');
      documents += page.length;
      job.tell({ documents });
    }
    yield writer.foot;
  }
  const bytes = await files.insert(db, { operationId, attempt }, content());
  return { documents, bytes, fileName: fileNameOf(project, writer.extension), mediaType: writer.mediaType };
}

/** Undefined when the project was deleted; another one may have its name by now. */
async function findExported(tx: Tx, { projectName, projectId }: ExportProjectOperation): Promise<Project | undefined> {
  const project = await findProject(tx, enterForWork(projectName));
  return project?.id === projectId ? project : undefined;
}

const fileNameOf = ({ name }: Project, extension: string): string => `${name}${extension}`;
