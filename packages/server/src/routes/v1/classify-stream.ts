import type { RowFormat } from '@taxon/engine';
import type { FastifyError } from 'fastify';
import { faultOf } from '../../plugins/error-handler.ts';
import { v1Face } from '../../wire/error-face.ts';
import { csvEnd, csvHeader, type RowOptions } from '../../wire/v1-streamed-rows.ts';
import { bodyStream, mediaTypeOf } from '../limited-body.ts';
import { answerRows } from './classify-stream-answer.ts';
import { rowFormats } from './document-handlers.ts';
import type { V1Handlers } from './v1-call.ts';

const renderers = new URL('../../wire/v1-streamed-rows.ts', import.meta.url).href;

/** Rows in, rows out. */
export const classifyStreamHandlers = {
  classifyStream: async ({ engine, given, actor, params, query, request, reply }) => {
    const format = rowFormats[mediaTypeOf(request, Object.keys(rowFormats))] ?? 'jsonl';
    const answers = acceptedFormat(request.headers.accept) ?? format;
    const options: RowOptions = { top: query.top ?? 1, raw: query.raw ?? false };
    const rows = await engine.prediction.classifyStream(actor, params.project, params.deployment, {
      format,
      body: bodyStream(request),
      rendering: { file: renderers, name: answers === 'csv' ? 'renderCsv' : 'renderJsonLines', options },
    });
    const fault = (error: unknown) => faultOf(error as FastifyError, request, given);
    await answerRows(request, reply, {
      contentType: answers === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      head: answers === 'csv' ? csvHeader(options.top) : '',
      rows,
      lastRow: (error) => {
        const told = fault(error);
        if (answers === 'csv') return csvEnd(options.top, told.code, told.message);
        return `${JSON.stringify(v1Face(told, { requestId: request.id, job: false }).body)}\n`;
      },
    });
    return undefined;
  },
} as const satisfies Partial<V1Handlers>;

/** The format that an Accept header prefers; undefined when it names none of them, or any. */
function acceptedFormat(accept: string | undefined): RowFormat | undefined {
  let best: { readonly format: RowFormat; readonly quality: number } | undefined;
  for (const range of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const format = Object.hasOwn(rowFormats, type) ? rowFormats[type] : undefined;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = weight === undefined ? 1 : Number(weight.slice(2));
    if (format !== undefined && quality > (best?.quality ?? 0)) best = { format, quality };
  }
  return best?.format;
}
