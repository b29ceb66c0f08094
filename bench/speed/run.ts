// `npm run bench:speed` measures the CPU time of fits and predictions (median of five processes) and the speeds that
// the classifier promises. It writes bench/speed/results.json and docs/benchmarks.md. `--sets` and `--peers` as in
// bench:accuracy.
import { mkdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { readFlags } from '../accuracy/flags.ts';
import { runLimited } from '../accuracy/measure/limited-process.ts';
import { describeCommit, describeMachine } from '../accuracy/measure/machine.ts';
import { type Measured, measurePeer } from '../accuracy/measure/measure-peer.ts';
import { readResults, writeResults } from '../accuracy/measure/results.ts';
import { type TaskFiles, writeTaskFiles } from '../accuracy/measure/task-files.ts';
import { type Peer, peers } from '../accuracy/peers/peer.ts';
import { writePage } from '../accuracy/report/page.ts';
import { cacheFolder, missingOf, setUpPeers } from '../accuracy/set-up.ts';
import { hasData } from '../accuracy/tasks/read-set.ts';
import { fullSize, quickSize, tasks } from '../accuracy/tasks/tasks.ts';
import { medians, mergeSpeed, type SpeedEntry, type SpeedResults } from './speed-results.ts';

const PROBES = ['retrain', 'characters', 'features', 'throughput', 'live'];
const FIT_SETS = ['banking77', 'ag_news'];

const started = performance.now();
const commit = describeCommit();
const flags = readFlags(process.argv.slice(2));
const repeats = flags.quick ? 1 : flags.repeats;
const resultsFile = flags.quick
  ? join(cacheFolder, 'bench-quick-speed.json')
  : join(import.meta.dirname, 'results.json');
// The network and the search are measured for accuracy only. The network's time is not ours. The search runs in the
// background.
const chosen = peers
  .filter(({ name }) => !['taxon-minilm', 'taxon-auto'].includes(name))
  .filter(({ name }) => flags.peers?.some((one) => name === one || name.startsWith(`${one}-`)) ?? true);

mkdirSync(cacheFolder, { recursive: true });
if (!flags.page) await measureAll();
if (!flags.quick) writePage();

function wants(name: string): boolean {
  const late = performance.now() - started > flags.minutes * 60_000;
  if (late) console.info(`${name}: not begun, ${flags.minutes} minutes are over`);
  return !late && (flags.sets?.includes(name) ?? true);
}

async function measureAll(): Promise<void> {
  if (!hasData()) throw new Error('The data sets are not there: ../shared/data beside the repository.');
  const variants = chosen.filter(({ needs }) => needs === 'nothing').map(({ name }) => name.replace('taxon-', ''));
  for (const probe of PROBES) {
    if (wants(probe)) for (const variant of variants) await measureProbe(probe, variant);
  }
  for (const set of FIT_SETS) if (wants(set)) await measureFits(set);
}

function keep(measurement: string, peer: string, entry: Omit<SpeedEntry, 'date' | 'commit' | 'load'>): void {
  const whole = { date: new Date().toISOString().slice(0, 16), commit, load: loadavg()[0] ?? 0, ...entry };
  const old = readResults<SpeedResults>(resultsFile);
  writeResults(resultsFile, mergeSpeed(old, describeMachine(), measurement, peer, whole));
  const figures = Object.entries(entry.figures).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
  console.info(`${measurement} ${peer}: ${entry.state} ${entry.reason ?? figures.join(', ')}`);
}

async function measureProbe(probe: string, variant: string): Promise<void> {
  const answerFile = join(cacheFolder, 'bench-probe.json');
  const answers: Record<string, number>[] = [];
  for (let i = 0; i < repeats; i++) {
    const command = [process.execPath, join(import.meta.dirname, 'probe.ts'), probe, variant, answerFile];
    const ending = await runLimited(command, flags.limit);
    if (ending.kind !== 'done') {
      const reason = ending.kind === 'failed' ? ending.message : `after ${ending.cpuSeconds} CPU-s`;
      keep(probe, `taxon-${variant}`, { repeats: 1, state: ending.kind, reason, figures: {} });
      return;
    }
    answers.push(JSON.parse(readFileSync(answerFile, 'utf8')) as Record<string, number>);
  }
  keep(probe, `taxon-${variant}`, { repeats, state: 'measured', figures: medians(answers) });
}

async function measureFits(set: string): Promise<void> {
  const task = tasks.find(({ name }) => name === set);
  if (task === undefined) throw new Error(`No task ${set}.`);
  const setUp = setUpPeers(new Set(chosen.map(({ needs }) => needs)));
  const files = writeTaskFiles(task, flags.quick ? quickSize : fullSize);
  for (const peer of chosen) {
    const reason = peer.declines(task) ?? missingOf(setUp, peer.needs);
    if (reason === undefined) await measureFit(set, files, peer);
    else keep(`fit ${set}`, peer.name, { repeats: 0, state: 'left out', reason, figures: {} });
  }
}

function figuresOf(measured: Measured & { state: 'measured' }, files: TaskFiles): Record<string, number> {
  const run = measured.runs[0];
  const documents = files.runs[0]?.tests[0]?.texts.length ?? 0;
  if (run === undefined) throw new Error('A peer answered without a run.');
  return {
    fitCpu: run.fitCpu,
    ...(run.extractCpu === undefined ? {} : { extractCpu: run.extractCpu }),
    ...(run.learnCpu === undefined ? {} : { learnCpu: run.learnCpu }),
    predictCpu: run.predictCpu,
    textsPerSecond: documents / run.predictCpu,
    modelBytes: run.modelBytes,
    fitPeakRss: measured.fitPeakRss,
    predictPeakRss: measured.predictPeakRss,
  };
}

async function measureFit(set: string, files: TaskFiles, peer: Peer): Promise<void> {
  const answers: Record<string, number>[] = [];
  let versions: Readonly<Record<string, string>> = {};
  for (let i = 0; i < repeats; i++) {
    const measured = await measurePeer(peer, files, flags.limit);
    if (measured.state !== 'measured') {
      const reason = measured.state === 'stopped' ? `after ${measured.cpuSeconds} CPU-s` : JSON.stringify(measured);
      keep(`fit ${set}`, peer.name, { repeats: i, state: measured.state, reason, figures: {} });
      return;
    }
    versions = measured.versions;
    answers.push(figuresOf(measured, files));
  }
  keep(`fit ${set}`, peer.name, { repeats, state: 'measured', versions, figures: medians(answers) });
}
