import type { FastifyError } from 'fastify';
import { v1Face } from '../../http/error-face.ts';
import { faultOf } from '../../http/error-handler.ts';
import { bodyStream, mediaTypeOf } from '../../http/limited-body.ts';
import { preferredMediaType } from '../../http/preferred-media-type.ts';
import { rowFormats } from '../documents/document-handlers.ts';
import type { V1Handlers } from '../v1-call.ts';
import { answerRows } from './classify-stream-answer.ts';
import { csvEnd, csvHeader, type RowOptions, streamedRowsTask } from './streamed-rows-task.ts';

/** Rows in, rows out. */
export const classifyStreamHandlers = {
  classifyStream: async ({ engine, given, actor, params, query, request, reply }) => {
    const format = rowFormats[mediaTypeOf(request, Object.keys(rowFormats))] ?? 'jsonl';
    // Who has no preference gets the form of what was sent.
    const same = format === 'csv' ? 'text/csv' : 'application/x-ndjson';
    const accepted = preferredMediaType(request.headers.accept, [same, ...Object.keys(rowFormats)]);
    const answers = rowFormats[accepted] ?? format;
    const options: RowOptions = { format: answers, top: query.top ?? 1, raw: query.raw ?? false };
    const rows = await engine.prediction.classifyStream(actor, params.project, params.deployment, {
      format,
      body: bodyStream(request),
      task: streamedRowsTask,
      options,
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
