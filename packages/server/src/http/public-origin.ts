import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '../config.ts';

/**
 * Where callers reach us, without a trailing slash: the configured public URL, else scheme and host of the request.
 * Forwarded headers count only from trusted proxies (Fastify's trustProxy decides what `protocol` and `host` say).
 */
export function publicOrigin(request: FastifyRequest, config: Pick<AppConfig, 'publicUrl'>): string {
  if (config.publicUrl !== undefined) return config.publicUrl.replace(/\/+$/, '');
  return `${request.protocol}://${safeHost(request)}`;
}

// The Host header is copied into headers and links, so only a host name or an address with a port is taken from it.
function safeHost(request: FastifyRequest): string {
  if (/^[\w.-]+(:\d{1,5})?$|^\[[\da-fA-F:.]+\](:\d{1,5})?$/.test(request.host)) return request.host;
  const { localAddress, localPort } = request.socket;
  return localAddress?.includes(':') === true ? `[${localAddress}]:${localPort}` : `${localAddress}:${localPort}`;
}
