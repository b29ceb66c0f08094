// The last line of CI: what `npm test` and `npm run test:full` counted, added up. A command that left no counts did
// not run, which is a failure.
import { readFileSync } from 'node:fs';

const total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of ['quick', 'full']) {
  try {
    const counts = JSON.parse(readFileSync(`.cache/test-results/${suite}.json`, 'utf8')) as typeof total;
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  } catch {
    console.error(`the ${suite} suite left no result`);
    total.failed += 1;
  }
}
console.info(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
