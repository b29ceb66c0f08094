import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classify, openEncoder, openModel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
if (CHROMIUM === undefined) console.info('skipped: there is no chromium, the classifier was not run in a browser');
const packageRoot = new URL('../../', import.meta.url);
const TEXTS = ['where is my parcel', 'refund the payment', 'reset password code', ''];

/** The page trains and classifies as the test does, and writes its results into its document. */
const PAGE = `<!doctype html><title>running</title><pre id="result"></pre><script type="module">
try {
  const { classify, openEncoder, openModel, trainSingleLabel } = await import('/src/index.ts');
  const { checkDocuments } = await import('/src/testing/check-classifier.ts');
  const encoder = openEncoder(new Uint8Array(await (await fetch('/assets/static-en-144.bin')).arrayBuffer()));
  const { bytes } = trainSingleLabel(checkDocuments('single'), { seed: 3, encoder });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const scores = classify(openModel(bytes, { encoders: [encoder] }), ${JSON.stringify(TEXTS)}).map((p) => [...p.scores]);
  const hex = Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('');
  result.textContent = JSON.stringify({ hex, scores });
} catch (error) {
  result.textContent = JSON.stringify({ error: String(error) });
}
</script>`;

let server: Server;
let profile: string;

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'taxon-chromium-'));
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') {
      response.setHeader('content-type', 'text/html').end(PAGE);
    } else if (/^\/(src|assets)\/[\w./-]+$/.test(path) && existsSync(new URL(`.${path}`, packageRoot))) {
      const file = readFileSync(new URL(`.${path}`, packageRoot));
      if (path.endsWith('.ts')) response.setHeader('content-type', 'text/javascript');
      response.end(path.endsWith('.ts') ? stripTypeScriptTypes(file.toString()) : file);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(profile, { recursive: true, force: true });
});

describe('in a browser', () => {
  it.skipIf(CHROMIUM === undefined)(
    'trains the same bytes and gives the same scores as in Node',
    async () => {
      const { port } = server.address() as AddressInfo;
      const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`];
      const wait = ['--virtual-time-budget=60000', '--timeout=60000', '--dump-dom', `http://127.0.0.1:${port}/`];
      const { stdout } = await promisify(execFile)(CHROMIUM ?? '', [...flags, ...wait], { maxBuffer: 1 << 24 });
      const text = /<pre id="result">([^<]*)<\/pre>/.exec(stdout)?.[1] ?? '';
      const encoder = openEncoder(readFileSync(new URL('assets/static-en-144.bin', packageRoot)));
      const { bytes } = trainSingleLabel(checkDocuments('single'), { seed: 3, encoder });
      const scores = classify(openModel(bytes, { encoders: [encoder] }), TEXTS).map((p) => [...p.scores]);
      expect(JSON.parse(text)).toEqual({ hex: createHash('sha256').update(bytes).digest('hex'), scores });
    },
    120_000,
  );
});
