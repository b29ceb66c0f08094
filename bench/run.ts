// `npm run bench` measures every figure that the product promises, as medians of several runs, with facts of the
// machine.
//   node bench/run.ts [--runs=3] [--stream=<texts>] [--baseline] [--only=start]
// It writes bench/results/<time>.json, which is not committed. With --baseline it also writes bench/baseline.json,
// which is. It marks a figure that differs from the baseline by more than 15 %. The change that moved the figure must
// say why.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { removeDataDirectory } from '@taxon/testkit/process/taxon-process';
import { repositoryRoot } from '@taxon/testkit/repository';
import { type Figures, medianFigures } from './figure.ts';
import { measureLatency } from './latency.ts';
import { type MachineFacts, machineFacts } from './machine.ts';
import { prepareProject } from './prepare-project.ts';
import { measureStart } from './start.ts';
import { measureStream } from './stream.ts';
import { measureThroughput } from './throughput.ts';

interface BenchResult {
  readonly measuredAt: string;
  readonly machine: MachineFacts;
  readonly runs: number;
  readonly medians: Figures;
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    stream: { type: 'string', default: '1000000' },
    baseline: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
if (values.only !== undefined && values.only !== 'start') throw new Error('--only: the one part is "start".');
if (values.only !== undefined && values.baseline) throw new Error('--baseline needs every figure: leave --only out.');
const baselineFile = join(repositoryRoot, 'bench', 'baseline.json');
const resultFolder = join(repositoryRoot, 'bench', 'results');

// Read before the product itself makes load.
const machine = machineFacts();
const all: Figures[] = [];
for (let run = 1; run <= Number(values.runs); run += 1) {
  console.info(`run ${run} of ${values.runs}`);
  all.push(await runOnce());
}
const result: BenchResult = {
  measuredAt: new Date().toISOString(),
  machine,
  runs: all.length,
  medians: medianFigures(all),
};
await mkdir(resultFolder, { recursive: true });
const file = join(resultFolder, `${result.measuredAt.replaceAll(':', '-')}.json`);
await writeFile(file, `${JSON.stringify({ ...result, all }, null, 2)}\n`);
await print(result);
if (values.baseline) await writeFile(baselineFile, `${JSON.stringify(result, null, 2)}\n`);

async function runOnce(): Promise<Figures> {
  const { taxon, figures: start } = await measureStart();
  try {
    if (values.only === 'start') return start;
    const project = await prepareProject(taxon);
    const latency = await measureLatency(taxon, project);
    const throughput = await measureThroughput(taxon, project);
    const stream = await measureStream(taxon, Number(values.stream));
    return { ...start, ...project.figures, ...latency, ...throughput, ...stream };
  } finally {
    await taxon.stop();
    await removeDataDirectory(taxon.dataDirectory);
  }
}

async function print({ machine, medians }: BenchResult): Promise<void> {
  const baseline = existsSync(baselineFile)
    ? (JSON.parse(await readFile(baselineFile, 'utf8')) as BenchResult).medians
    : {};
  console.info(`${machine.cores} × ${machine.cpu}, load ${machine.load}, Node ${machine.node}, ${machine.commit}`);
  for (const [name, { value, unit, aim }] of Object.entries(medians)) {
    const before = baseline[name]?.value;
    const change = before === undefined ? '' : `${(((value - before) / before) * 100).toFixed(0)} % against ${before}`;
    const mark = before !== undefined && Math.abs(value - before) / before > 0.15 ? ' !' : '';
    console.info(`${name.padEnd(34)} ${String(value).padStart(8)} ${unit.padEnd(12)} ${aim ?? ''} ${change}${mark}`);
  }
}
