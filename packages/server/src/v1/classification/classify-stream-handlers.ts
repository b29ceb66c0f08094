import type { V1Endpoints } from '@taxon/contract';
import type { FastifyError } from 'fastify';
import type { Handlers } from '../../http/call.ts';
import { faultOf } from '../../http/error-handler.ts';
import { preferredMediaType } from '../../http/preferred-media-type.ts';
import { readingOf, textFormats } from '../documents/row-formats.ts';
import { v1ErrorShape } from '../v1-error-shape.ts';
import { v1Names } from '../v1-names.ts';
import { v1Sentence } from '../v1-sentences.ts';
import { sendRows } from './classify-stream-answer.ts';
import { csvEnd, csvHeader, type RowOptions, streamedRowsTask } from './streamed-rows-task.ts';

/** Rows in, rows out. */
export const classifyStreamHandlers = {
  classifyStream: async ({ engine, given, actor, params, query, stream, request, reply }) => {
    const format = textFormats[stream.mediaType] ?? 'jsonl';
    // A caller without a preference gets the form that it sent.
    const same = format === 'csv' ? 'text/csv' : 'application/x-ndjson';
    const accepted = preferredMediaType(request.headers.accept, [same, ...Object.keys(textFormats)]);
    const answers = textFormats[accepted] ?? format;
    const options: RowOptions = { format: answers, top: query.top ?? 1, raw: query.raw ?? false };
    const rows = await engine.prediction.classifyStream(actor, params.project, params.deployment, {
      format,
      reading: readingOf(stream.mediaType, request.headers['content-type'], query),
      body: stream.bytes,
      task: streamedRowsTask,
      options,
    });
    const fault = (error: unknown) => faultOf(error as FastifyError, request, given, v1Names);
    await sendRows(request, reply, {
      contentType: answers === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      head: answers === 'csv' ? csvHeader(options.top) : '',
      rows,
      lastRow: (error) => {
        const refusal = fault(error);
        if (answers === 'csv') return csvEnd(options.top, refusal.code, v1Sentence(refusal));
        return `${JSON.stringify(v1ErrorShape(refusal, { requestId: request.id, asksForJob: false }).body)}\n`;
      },
    });
    return undefined;
  },
} as const satisfies Partial<Handlers<V1Endpoints>>;
