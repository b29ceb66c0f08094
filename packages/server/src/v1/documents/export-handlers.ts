import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { toOperationView } from '../operations/operation-wire.ts';

/** A project as a file. */
export const exportHandlers = {
  exportProject: async ({ engine, actor, params, body }) =>
    toOperationView(await engine.exports.requestExport(actor, params.project, body)),
} as const satisfies Partial<Handlers<V1Endpoints>>;
