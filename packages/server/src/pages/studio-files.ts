import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DoorContext } from '../http/context.ts';

const noncePlace = /__CSP_NONCE__/g;

/** Sends the Studio's page. */
export type SendStudio = (reply: FastifyReply) => FastifyReply;

/**
 * Serves the built Studio at `/`. Answers a function that sends its page for addresses that only the Studio knows, such as
 * a reloaded `/projects/x`. Its index.html has `__CSP_NONCE__` wherever a script or style needs the nonce (Vite's
 * html.cspNonce writes it). Each answer gets a new nonce. Files under /assets/ have a hash in their name and never change.
 */
export async function serveStudio(
  app: FastifyInstance,
  { config, given }: DoorContext,
): Promise<SendStudio | undefined> {
  const directory = config.studioDirectory;
  if (directory === undefined) return undefined;
  const page = await readFile(join(directory, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: directory,
    index: false,
    cacheControl: false,
    globIgnore: ['index.html'],
    wildcard: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/');
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const send: SendStudio = (reply) =>
    sendPage(reply.code(200), page, Buffer.from(given.randomBytes(16)).toString('base64'));
  app.get('/', (_request, reply) => send(reply));
  app.get('/index.html', (_request, reply) => send(reply));
  return send;
}

/** Whether a browser asks for a page. */
export function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true;
}

/** Sends an HTML page whose scripts and styles run only with this answer's nonce and come only from here. */
export function sendPage(reply: FastifyReply, html: string, nonce: string): FastifyReply {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', pagePolicy(nonce))
    .send(html.replace(noncePlace, nonce));
}

function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
