import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

describe('generated files', () => {
  it.each(['build-kernels.mjs', 'build-character-classes.mjs'])(
    '%s would change nothing',
    (script) => {
      const path = fileURLToPath(new URL(`../../scripts/${script}`, import.meta.url));
      execFileSync(process.execPath, [path, '--check'], { stdio: 'pipe' });
    },
    60_000,
  );
});
