import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { refuseBrokenJson } from '../../http/short-json.ts';
import { toOperationView } from '../operations/operation-wire.ts';
import { rowFormats } from './row-formats.ts';

/** Many documents at once. */
export const importHandlers = {
  importRows: async ({ engine, actor, params, stream }) => {
    const format = rowFormats[stream.mediaType] ?? 'jsonl';
    return toOperationView(await engine.dataset.requestImportRows(actor, params.project, format, stream.bytes));
  },

  importLabelsFile: async ({ engine, actor, params, stream }) =>
    toOperationView(
      await engine.dataset.requestImportLabelsFile(actor, params.project, await refuseBrokenJson(stream.bytes)),
    ),
} as const satisfies Partial<Handlers<V1Endpoints>>;
