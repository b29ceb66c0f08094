import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { refuseBrokenJson } from '../../http/short-json.ts';
import { toOperationView } from '../operations/operation-wire.ts';
import { toPreviewView } from './preview-wire.ts';
import { formatOf, given, readingOf } from './row-formats.ts';

/** Many documents at once. */
export const importHandlers = {
  previewImport: async ({ engine, actor, query, stream, request }) => {
    const format = formatOf(stream.mediaType);
    const reading = readingOf(stream.mediaType, request.headers['content-type'], query);
    return toPreviewView(await engine.dataset.previewImport(actor, query.project, format, stream.bytes, reading));
  },

  importRows: async ({ engine, actor, params, query, stream, request }) => {
    const format = formatOf(stream.mediaType);
    const { onExisting, check } = query;
    const how = {
      reading: readingOf(stream.mediaType, request.headers['content-type'], query),
      ...given({ onExisting, check }),
    };
    return toOperationView(await engine.dataset.requestImportRows(actor, params.project, format, stream.bytes, how));
  },

  importLabelsFile: async ({ engine, actor, params, stream }) =>
    toOperationView(
      await engine.dataset.requestImportLabelsFile(actor, params.project, await refuseBrokenJson(stream.bytes)),
    ),
} as const satisfies Partial<Handlers<V1Endpoints>>;
