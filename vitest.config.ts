import { defineConfig } from 'vitest/config';

// A test file that leaves something running fails.
const leakCheck = 'packages/testkit/src/leaks/leak-check.ts';

// One project per thing the tests stand on (docs/adr). Slow suites are 'full' and run by `npm run test:full` only.
const project = (name: string, include: string[], extra: object = {}) => ({
  test: { name, include, exclude: ['**/node_modules/**', 'tests/clients/**'], setupFiles: [leakCheck], ...extra },
});
const withPostgres = {
  globalSetup: ['packages/testkit/src/database/postgres.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      project('unit', ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'], {
        // Some tests read 16 MB. A machine that is busy with other things needs more than 5 seconds for that.
        testTimeout: 30_000,
        exclude: [
          '**/node_modules/**',
          '**/*.db.test.ts',
          '**/*.route.test.ts',
          '**/*.full.test.ts',
          '**/*.alone.test.ts',
        ],
        // Modules are imported once for each worker process, not once for each file: 23 instead of 58 CPU seconds.
        isolate: false,
      }),
      // Tests that measure their own process: the heap and the garbage of other test files must not count.
      project('unit-alone', ['packages/*/src/**/*.alone.test.ts']),
      project('db', ['packages/*/src/**/*.db.test.ts', 'tests/upgrade/*.test.ts'], withPostgres),
      project('route', ['packages/*/src/**/*.route.test.ts'], withPostgres),
      project('conformance', ['tests/conformance/**/*.test.ts'], {
        globalSetup: ['tests/conformance/setup.ts'],
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
      project('e2e', ['tests/e2e/**/*.test.ts'], {
        testTimeout: 180_000,
        hookTimeout: 180_000,
        fileParallelism: false,
        exclude: ['**/*.full.test.ts'],
      }),
      project('full', ['{packages,tests}/**/*.full.test.ts'], {
        testTimeout: 600_000,
        hookTimeout: 300_000,
        fileParallelism: false,
      }),
    ],
  },
});
