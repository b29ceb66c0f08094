// `npm run bench:import`: how fast files of rows come in, and how much memory the worker takes for it.
//   node bench/import/run.ts [--rows=100000] [--runs=3] [--formats=csv,jsonl,xlsx,parquet] [--before=<working copy>] [--write]
// Each import has a product of its own, so that the peak of the worker's memory is that of this import. With --before, CSV
// and JSON lines are also measured in another working copy, in turn with this one. With --write the medians go to
// bench/import/results.json.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clientOf } from '@taxon/testkit/drivers/taxon-client';
import { processCpu } from '@taxon/testkit/process/process-tree';
import { removeDataDirectory, startTaxon } from '@taxon/testkit/process/taxon-process';
import { repositoryRoot } from '@taxon/testkit/repository';
import { percentile } from '../figure.ts';
import { machineFacts } from '../machine.ts';
import { type Format, formats, type ImportFile, makeFile } from './make-files.ts';

interface Measured {
  /** From the claim of the operation to its end. */
  readonly seconds: number;
  readonly rowsASecond: number;
  /** Of the worker, its threads included; the database is not. */
  readonly cpuSeconds: number;
  /** The peak of the worker's resident memory, threads included. */
  readonly peakMemoryMb: number;
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '3' },
    formats: { type: 'string', default: formats.join(',') },
    before: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const count = Number(values.rows);
const machine = machineFacts();
const medians: Record<string, Measured & { readonly fileMb: number }> = {};
for (const format of formats.filter((one) => values.formats.split(',').includes(one))) {
  const file = makeFile(format, count);
  const roots = rootsOf(format);
  const all = new Map(roots.map(({ name }) => [name, [] as Measured[]]));
  for (let run = 0; run < Number(values.runs); run += 1) {
    for (const { name, root } of roots) {
      const measured = await measure(root, file);
      all.get(name)?.push(measured);
      console.info(name, JSON.stringify(measured));
    }
  }
  for (const [name, runs] of all) medians[name] = { ...medianOf(runs), fileMb: rounded(file.bytes.length / 1e6) };
}
console.table(medians);
const result = { measuredAt: new Date().toISOString(), machine, rows: count, runs: Number(values.runs), medians };
if (values.write) {
  await writeFile(join(repositoryRoot, 'bench/import/results.json'), `${JSON.stringify(result, null, 2)}\n`);
}

function rootsOf(format: Format): readonly { readonly name: string; readonly root: string }[] {
  const here = { name: format, root: repositoryRoot };
  const compared = values.before !== undefined && (format === 'csv' || format === 'jsonl');
  return compared ? [{ name: `${format}, before`, root: values.before ?? '' }, here] : [here];
}

async function measure(root: string, { contentType, bytes }: ImportFile): Promise<Measured> {
  const taxon = await startTaxon({ root });
  try {
    const client = clientOf(taxon);
    await client.call('putProject', { params: { project: 'p' }, body: { kind: 'single', language: 'en' } });
    const [worker] = taxon.find('worker');
    if (worker === undefined) throw new Error('The product has no worker.');
    const cpuBefore = processCpu(worker.pid);
    const stream = { contentType, content: new Blob([bytes]) };
    const done = await client.run('importRows', { params: { project: 'p' }, stream });
    const seconds = (Date.parse(done.finishedAt ?? '') - Date.parse(done.startedAt ?? '')) / 1000;
    if (done.result?.imported !== count) throw new Error(`imported ${JSON.stringify(done.result)}`);
    return {
      seconds: rounded(seconds),
      rowsASecond: Math.round(count / seconds),
      cpuSeconds: rounded(processCpu(worker.pid) - cpuBefore),
      peakMemoryMb: peakMemory(worker.pid),
    };
  } finally {
    await taxon.stop();
    await removeDataDirectory(taxon.dataDirectory);
  }
}

/** VmHWM of the kernel: the most memory that has been resident. */
function peakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
}

function medianOf(runs: readonly Measured[]): Measured {
  const median = (name: keyof Measured) =>
    percentile(
      runs.map((run) => run[name]),
      0.5,
    );
  return {
    seconds: median('seconds'),
    rowsASecond: median('rowsASecond'),
    cpuSeconds: median('cpuSeconds'),
    peakMemoryMb: median('peakMemoryMb'),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
