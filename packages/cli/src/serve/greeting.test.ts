import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { curl, greet } from './greeting.ts';

const run = promisify(execFile);

function linesOf(fresh: boolean, terminal: boolean, holds = true): string {
  const lines: string[] = [];
  const ownerKey = { key: 'the-secret-key', path: '/srv/data/owner.key', fresh, holds };
  const say = (line: string) => lines.push(line);
  const url = 'http://127.0.0.1:8080';
  const target = { url, options: [] };
  const demo = holds ? 'support-tickets' : undefined;
  greet({ url, target, ownerKey, demo, dataDirectory: '/srv/data', say, terminal });
  return lines.join('\n');
}

describe('greet', () => {
  it('says address, key file, data, demo project, curl, and how to stop', () => {
    const said = linesOf(false, true);
    for (const part of ['http://127.0.0.1:8080', '/srv/data/owner.key', 'support-tickets', 'curl ', 'Ctrl-C']) {
      expect(said).toContain(part);
    }
  });

  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])('fresh %s, terminal %s: shows the key %s', (fresh, terminal, shown) => {
    expect(linesOf(fresh, terminal).includes('the-secret-key')).toBe(shown);
  });
});

describe('a key that the database does not know', () => {
  it('is called invalid, never shown, and no command is printed with it', () => {
    const [revoked, refused] = [linesOf(false, true, false), linesOf(true, true, false)];
    expect(revoked).toContain('no longer valid, the one in /srv/data/owner.key; for a new one, start once with TAXON_');
    expect(refused).toContain('none here, as this database has one already; for a new one, start once with TAXON_');
    for (const said of [revoked, refused]) {
      expect(said).not.toContain('the-secret-key');
      expect(said).not.toContain('curl');
    }
  });
});

describe('curl', () => {
  it('works as pasted, also with quotes and spaces in the path of the key', async () => {
    const folder = await mkdtemp(join(tmpdir(), "taxon it's a "));
    const keyFile = join(folder, 'owner.key');
    await writeFile(keyFile, 'a-key\n');
    const got: { request: IncomingMessage; body: string }[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        got.push({ request, body });
        response.end('{}');
      });
    }).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await run('sh', ['-c', curl({ url, options: [] }, keyFile, 'support-tickets')]);
    } finally {
      server.close();
      await rm(folder, { recursive: true });
    }
    const [{ request, body } = { request: undefined, body: '' }] = got;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('/v1/projects/support-tickets/deployments/production:classify');
    expect(request?.headers).toMatchObject({ authorization: 'Bearer a-key', 'content-type': 'application/json' });
    expect(JSON.parse(body)).toEqual({ text: expect.any(String) });
  });
});
