// `npm test` (quick) and `npm run test:full`: every check and every runner, also after one has failed, then one plain
// line that sums them. Counts are kept in .cache/test-results so that CI can add the two commands up.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const folder = '.cache/test-results';
const suite = process.argv[2] === 'full' ? 'full' : 'quick';
const checks = ['lint', 'types', 'arrows', 'dead', 'generated', 'licences'];
const runners = suite === 'full' ? ['full'] : ['unit', 'db', 'route', 'conformance', 'e2e'];

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const add = (name: string, counts: Counts): void => {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  console.info(`${name}: ${line(counts)}`);
};

mkdirSync(folder, { recursive: true });
if (suite === 'quick') for (const check of checks) add(check, runCheck(check));
for (const runner of runners) add(runner, runVitest(runner));
writeFileSync(`${folder}/${suite}.json`, JSON.stringify(total));
console.info(line(total));
process.exitCode = total.failed === 0 ? 0 : 1;

function line({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** One of the checks of `npm run check`; counts as one test. */
function runCheck(name: string): Counts {
  const { status } = spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit' });
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** One vitest project. A run that reports nothing, or ends badly without a failed test, counts as one failure. */
function runVitest(name: string): Counts {
  const file = `${folder}/vitest-${name}.json`;
  rmSync(file, { force: true });
  const { status } = spawnSync(
    'node_modules/.bin/vitest',
    ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { stdio: 'inherit' },
  );
  const counts = readCounts(file);
  const silent = counts.passed + counts.failed + counts.skipped === 0;
  if (counts.failed === 0 && (status !== 0 || silent)) counts.failed += 1;
  return counts;
}

function readCounts(file: string): Counts {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    return {
      passed: report.numPassedTests ?? 0,
      failed: report.numFailedTests ?? 0,
      skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
