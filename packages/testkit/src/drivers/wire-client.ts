import { Agent, request } from 'node:http';
import type { ServerAccess } from './raw-http.ts';

export interface WireAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

/**
 * One keep-alive connection that costs little itself: what is measured is the server, on the same two cores. Throws for
 * every status that is not 2xx.
 */
export class WireClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #server: ServerAccess;

  constructor(server: ServerAccess) {
    this.#server = server;
  }

  send(method: string, url: string, body?: string): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const headers = {
        'ocp-apim-subscription-key': this.#server.key,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      };
      const outgoing = request(url, { method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status < 200 || status > 299)
            return reject(new Error(`${method} ${url}: ${status} ${text.slice(0, 500)}`));
          const location = response.headers['operation-location'];
          resolve({ status, location: Array.isArray(location) ? location[0] : location, text });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
