import { Readable } from 'node:stream';
import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { toPage } from '../v1-paging.ts';
import { toOperationView } from './operation-wire.ts';

/** Operations of every kind. */
export const operationHandlers = {
  listOperations: ({ engine, actor, params, query: { kind, ...paging }, address }) =>
    toPage(
      paging,
      address,
      (page) => engine.operations.list(actor, { projectName: params.project, kind, ...page }),
      toOperationView,
    ),

  getOperation: async ({ engine, actor, params, query }) => {
    const found = await engine.operations.get(actor, { id: params.operation });
    const seconds = query.wait ?? 0;
    const final = seconds === 0 ? found : await engine.operations.waitUntilFinal(actor, found.id, seconds * 1_000);
    return toOperationView(final ?? found);
  },

  getOperationFile: async ({ engine, actor, params, reply }) => {
    const file = await engine.exports.openExportedFile(actor, params.operation);
    void reply.type(file.mediaType).header('content-length', String(file.length)).header('cache-control', 'no-store');
    // Names of projects are letters, digits and `_.-`, so the name needs no escaping.
    void reply.header('content-disposition', `attachment; filename="${file.name}"`);
    return Readable.from(file.content);
  },
} as const satisfies Partial<Handlers<V1Endpoints>>;
