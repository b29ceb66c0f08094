import { findJsonFault } from '@taxon/engine';
import type { FastifyBodyParser, FastifyInstance } from 'fastify';
import { invalidBody } from './door-fault.ts';
import { FaultError } from './fault.ts';

/**
 * Reads JSON bodies for a door. Replaces Fastify's own parser because a syntax error must name line and column and must
 * never quote the body. An empty body is undefined: cancel calls announce JSON and send nothing.
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parser: FastifyBodyParser<Buffer> = (_request, body, done) => {
    try {
      done(null, parseJson(body));
    } catch (error) {
      done(error as Error);
    }
  };
  app.addContentTypeParser(/^(application|text)\/([\w.-]+\+)?json(;|$)/i, { parseAs: 'buffer' }, parser);
}

/** Parses UTF-8 JSON; undefined for no bytes. Throws a 400 that says where and why. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FaultError(invalidBody('The body is not valid UTF-8.'));
  }
  try {
    return JSON.parse(text);
  } catch {
    // The error of JSON.parse quotes the text, which must reach neither the caller nor the log.
    const place = findJsonFault(text, 'body');
    if (place === undefined) throw new FaultError(invalidBody('The body is not valid JSON.'));
    const { line, column, expected } = place;
    throw new FaultError(invalidBody(`The body is not valid JSON: line ${line}, column ${column}: ${expected}.`));
  }
}
