import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { selfSigned, signedByUnknown } from '@taxon/testkit/server/self-signed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { curlTarget } from './curl-tls.ts';
import { curl } from './greeting.ts';

const run = promisify(execFile);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxon tls '));
});
afterEach(() => rm(folder, { recursive: true }));

/** What the printed curl does with a server that shows this certificate: its exit code, 0 when it got an answer. */
async function pasted({ cert, key }: { cert: string; key: string }) {
  const path = join(folder, 'cert.pem');
  await writeFile(path, cert);
  const server = createServer({ cert, key }, (request, response) => {
    request.resume();
    response.end('answered');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const target = await curlTarget(url, path);
    const line = curl(target, '/dev/null', 'demo');
    const code = await run('sh', ['-c', line]).then(
      ({ stdout }) => (stdout === 'answered' ? 0 : -1),
      (error: { code: number }) => error.code,
    );
    return { line, code };
  } finally {
    server.close();
  }
}

const cannotVerify = 60;

describe('the printed curl', () => {
  it('says nothing of TLS without TLS', async () => {
    const url = 'http://127.0.0.1:8080';
    expect(await curlTarget(url, undefined)).toEqual({ url, options: [] });
  });

  it('trusts a certificate that vouches for itself, and only that', async () => {
    const { line, code } = await pasted(await selfSigned(new Date()));
    expect(line).not.toContain('--insecure');
    expect(code).toBe(0);
  });

  it('goes by a name of the certificate when that is not for the address', async () => {
    const { line, code } = await pasted(
      await selfSigned(new Date(), [
        { type: 'dns', value: '*.taxon.test' },
        { type: 'dns', value: 'taxon.test' },
      ]),
    );
    expect(line).toContain('https://taxon.test:');
    expect(line).not.toContain('--insecure');
    expect(code).toBe(0);
  });

  it('leaves an authority to the machine: one it does not know is not trusted', async () => {
    const { line, code } = await pasted(await signedByUnknown(new Date()));
    expect(line).not.toMatch(/--insecure|--cacert/);
    expect(code).toBe(cannotVerify);
  });

  it('checks nothing only where the certificate names nobody', async () => {
    const { line, code } = await pasted(await selfSigned(new Date(), []));
    expect(line).toContain('--insecure');
    expect(code).toBe(0);
  });
});
