// `npm run check`, `npm test` (quick) and `npm run test:full`. It runs every part, also after one has failed, and ends
// with one line of sums. `.ci/run` reads the sums from .cache/test-results.
//   node scripts/run-tests.ts check|quick|full [--only=<part>,<part>]
//   node scripts/run-tests.ts check --changed: only what the difference from main can reach
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Change, isReached, readChange } from './lib/change.ts';
import { add, countsLine, nothing } from './lib/counts.ts';
import { checkParts, chooseParts, fullParts, type Part, testParts } from './lib/parts.ts';
import { type PartResult, resultFolder, runPart } from './lib/run-part.ts';
import { stopProgramsWithUs } from './lib/running-programs.ts';

const suites: Readonly<Record<string, { readonly command: string; readonly parts: readonly Part[] }>> = {
  check: { command: 'npm run check', parts: checkParts },
  quick: { command: 'npm test', parts: [...checkParts, ...testParts] },
  full: { command: 'npm run test:full', parts: fullParts },
};

stopProgramsWithUs();
try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string' }, changed: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [name = 'quick'] = positionals;
  const suite = suites[name];
  if (suite === undefined) throw new Error(`There is no suite "${name}"; there are ${Object.keys(suites).join(', ')}.`);
  if (values.changed && name !== 'check') throw new Error('--changed: only npm run check knows what a change reaches.');
  const change = values.changed ? readChange() : undefined;
  const parts = chooseParts(suite.parts, values.only).filter((part) => change === undefined || isReached(part, change));
  if (change !== undefined) {
    console.info(
      `${change.files.length} files differ from ${change.base.slice(0, 7)}: ${parts.map((part) => part.name).join(', ')}`,
    );
  }
  const started = performance.now();
  const inCheck = parts.filter((part) => checkParts.includes(part));
  const others = parts.filter((part) => !inCheck.includes(part));
  const results = [...(await sideBySide(inCheck, change)), ...(await oneByOne(others, change))];
  const whole = values.only === undefined && change === undefined;
  return summarize(name, suite.command, results, (performance.now() - started) / 1000, whole);
}

/** As many at a time as the machine has cores. The output of each is printed whole when it ends. */
async function sideBySide(parts: readonly Part[], change: Change | undefined): Promise<PartResult[]> {
  if (parts.length === 1) return oneByOne(parts, change);
  const results: PartResult[] = [];
  const waiting = [...parts];
  const lane = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const result = await runPart(part, { live: false, change });
      results.push(result);
      console.info(`\n== ${part.name}: ${countsLine(result.counts)} in ${result.seconds.toFixed(1)} s`);
      if (result.output.trim() !== '') console.info(result.output.trimEnd());
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), parts.length) }, lane));
  return results;
}

/** The tests of one part use all cores. Its output is printed while it comes. */
async function oneByOne(parts: readonly Part[], change: Change | undefined): Promise<PartResult[]> {
  const results: PartResult[] = [];
  for (const part of parts) {
    console.info(`\n== ${part.name}`);
    results.push(await runPart(part, { live: true, change }));
  }
  return results;
}

function summarize(
  name: string,
  command: string,
  results: readonly PartResult[],
  seconds: number,
  whole: boolean,
): number {
  const total = results.reduce((sum, { counts }) => add(sum, counts), nothing);
  if (whole) {
    mkdirSync(resultFolder, { recursive: true });
    writeFileSync(`${resultFolder}/${name}.json`, JSON.stringify(total));
  }
  console.info('');
  const row = (title: string, time: number, text: string): void =>
    console.info(`${title.padEnd(18)} ${time.toFixed(1).padStart(7)} s   ${text}`.trimEnd());
  for (const result of results) row(result.part.name, result.seconds, countsLine(result.counts));
  row(command, seconds, '');
  const wanting = new Set(results.flatMap((result) => result.wanting));
  if (wanting.size > 0) console.info('Skipped for want of something:');
  for (const sentence of wanting) console.info(`  ${sentence}`);
  const failed = results.filter(({ counts }) => counts.failed > 0).map(({ part }) => part.name);
  if (failed.length > 0) console.info(`Failed: ${failed.join(', ')} (again: ${command} -- --only=${failed.join(',')})`);
  console.info(countsLine(total));
  return total.failed === 0 ? 0 : 1;
}
