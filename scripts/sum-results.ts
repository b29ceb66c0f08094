// Prints the last line of CI: the sum of what `npm test` and `npm run test:full` counted. A command without counts did
// not run. That is a failure.
import { readFileSync } from 'node:fs';
import { add, type Counts, countsLine, nothing } from './lib/counts.ts';

let total = nothing;
for (const suite of ['quick', 'full']) {
  try {
    total = add(total, JSON.parse(readFileSync(`.cache/test-results/${suite}.json`, 'utf8')) as Counts);
  } catch {
    console.error(`the ${suite} suite left no result`);
    total = add(total, { ...nothing, failed: 1 });
  }
}
console.info(countsLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
