import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { type Change, filesToLint, filesToTest } from './change.ts';
import { type Counts, nothing } from './counts.ts';
import { commandOf, type Part } from './parts.ts';
import { type Ended, runProgram } from './running-programs.ts';

export const resultFolder = '.cache/test-results';

export interface PartResult {
  readonly part: Part;
  readonly counts: Counts;
  readonly seconds: number;
  readonly output: string;
  /** What the tests said that they left out and why, without the word "skipped: ". */
  readonly wanting: readonly string[];
}

export interface RunOptions {
  /** Whether its output is also printed while it comes. */
  readonly live: boolean;
  /** The change that it is limited to: lint to the changed files, tests to those that the change can reach. */
  readonly change?: Change | undefined;
}

/** Runs one part to its end. A part that cannot be run has failed. */
export async function runPart(part: Part, options: RunOptions): Promise<PartResult> {
  const started = performance.now();
  const { counts, output } = await (part.kind === 'check' ? runCheck(part, options) : runTests(part, options));
  return {
    part,
    counts,
    seconds: (performance.now() - started) / 1000,
    output,
    wanting: [...new Set([...output.matchAll(/^skipped: (.*)$/gm)].map(([, sentence = '']) => sentence))],
  };
}

interface Outcome {
  readonly counts: Counts;
  readonly output: string;
}

async function runCheck({ name }: Part, { live, change }: RunOptions): Promise<Outcome> {
  // The script of package.json with other files than all.
  const files = name === 'lint' && change !== undefined ? filesToLint(change.files) : undefined;
  const command = files === undefined ? commandOf(name) : `${commandOf(name).replace(/ \.$/, '')} "$@"`;
  const args = files === undefined ? [] : ['--no-errors-on-unmatched', ...files];
  // With exec the shell becomes the program, so that a signal reaches it.
  const { status, output } = await runProgram('sh', ['-c', `exec ${command}`, 'sh', ...args], { live });
  return { counts: status === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 }, output };
}

/** One run of vitest. A run that reports nothing, or ends badly without a failed test, counts as one failure. */
async function runTests({ name, projects }: Part, { live, change }: RunOptions): Promise<Outcome> {
  mkdirSync(resultFolder, { recursive: true });
  const report = `${resultFolder}/vitest-${name}.json`;
  rmSync(report, { force: true });
  const related = change && filesToTest(change);
  const which = related === undefined ? ['run'] : ['related', '--run', '--passWithNoTests', ...related];
  const ended = await runProgram(
    'node_modules/.bin/vitest',
    [
      ...which,
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { live },
  );
  const counts = readCounts(report);
  return {
    counts: related === undefined ? withSilentFailure(counts, ended) : withFailure(counts, ended),
    output: ended.output,
  };
}

function withSilentFailure(counts: Counts, ended: Ended): Counts {
  const silent = counts.passed + counts.failed + counts.skipped === 0;
  return silent ? { ...counts, failed: 1 } : withFailure(counts, ended);
}

function withFailure(counts: Counts, { status }: Ended): Counts {
  return counts.failed === 0 && status !== 0 ? { ...counts, failed: 1 } : counts;
}

/** Without a report that can be read there are no counts; the caller makes a failure of that. */
function readCounts(file: string): Counts {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    return {
      passed: report.numPassedTests ?? 0,
      failed: report.numFailedTests ?? 0,
      skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    };
  } catch {
    return nothing;
  }
}
