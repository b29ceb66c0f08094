import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

// generated-files.test.ts trusts the fingerprint in the file; here the compiler itself runs.
describe('the WebAssembly module', () => {
  it('is what the compiler makes of assembly/', () => {
    const path = fileURLToPath(new URL('../../scripts/build-kernels.mjs', import.meta.url));
    execFileSync(process.execPath, [path, '--check', '--compile'], { stdio: 'pipe' });
  }, 120_000);
});
