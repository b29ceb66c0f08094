import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Two test files for leak-check.test.ts, which runs them by this configuration alone, in the
// repository's root.
export default defineConfig({
  test: {
    include: ['packages/testkit/src/leaks/testing/leaves-*.ts'],
    setupFiles: [join(import.meta.dirname, '..', 'leak-check.ts')],
    // Both files in one process, as in the project of unit tests.
    isolate: false,
    maxWorkers: 1,
  },
});
