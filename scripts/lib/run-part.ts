import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { type Counts, nothing } from './counts.ts';
import { commandOf, type Part } from './parts.ts';
import { type Ended, runProgram } from './running-programs.ts';

export const resultFolder = '.cache/test-results';

export interface PartResult {
  readonly part: Part;
  readonly counts: Counts;
  readonly seconds: number;
  readonly output: string;
  /** What it left out for want of something, as the tests said it, without "skipped: ". */
  readonly wanting: readonly string[];
}

/** Runs one part to its end. It never throws: a part that cannot be run has failed. */
export async function runPart(part: Part, { live }: { readonly live: boolean }): Promise<PartResult> {
  const started = performance.now();
  const { counts, output } = part.kind === 'check' ? await runCheck(part, live) : await runTests(part, live);
  return {
    part,
    counts,
    seconds: (performance.now() - started) / 1000,
    output,
    wanting: [...new Set([...output.matchAll(/^skipped: (.*)$/gm)].map(([, sentence = '']) => sentence))],
  };
}

async function runCheck({ name }: Part, live: boolean): Promise<{ counts: Counts; output: string }> {
  // With exec the shell becomes the program, so that a signal reaches it.
  const { status, output } = await runProgram('sh', ['-c', `exec ${commandOf(name)}`], { live });
  return { counts: status === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 }, output };
}

/** One vitest project. A run that reports nothing, or ends badly without a failed test, counts as one failure. */
async function runTests({ name }: Part, live: boolean): Promise<{ counts: Counts; output: string }> {
  mkdirSync(resultFolder, { recursive: true });
  const file = `${resultFolder}/vitest-${name}.json`;
  rmSync(file, { force: true });
  const ended = await runProgram(
    'node_modules/.bin/vitest',
    ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { live },
  );
  return { counts: withSilentFailure(readCounts(file), ended), output: ended.output };
}

function withSilentFailure(counts: Counts, { status }: Ended): Counts {
  const silent = counts.passed + counts.failed + counts.skipped === 0;
  return counts.failed === 0 && (status !== 0 || silent) ? { ...counts, failed: 1 } : counts;
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
