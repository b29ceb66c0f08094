import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { DoorContext } from '../context.ts';

const noncePlace = /__CSP_NONCE__/g;

/**
 * Serves the built Studio at `/`. Its index.html carries `__CSP_NONCE__` wherever a script or style needs the nonce
 * (Vite's html.cspNonce writes it); each answer gets a fresh one. Files under /assets/ have a hash in their name and never
 * change.
 */
export async function serveStudio(app: FastifyInstance, { config, given }: DoorContext): Promise<void> {
  const directory = config.studioDirectory;
  if (directory === undefined) return;
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
  const send = (reply: FastifyReply) => sendPage(reply, page, Buffer.from(given.randomBytes(16)).toString('base64'));
  app.get('/', (_request, reply) => send(reply));
  app.get('/index.html', (_request, reply) => send(reply));
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
