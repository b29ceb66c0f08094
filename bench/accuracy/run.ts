// `npm run bench:accuracy` runs every peer on every task, on the same files. It writes bench/accuracy/results.json and
// docs/benchmarks.md. Parts can be run alone (flags.ts). Their results are merged.
import { mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type Flags, readFlags } from './flags.ts';
import { describeCommit, describeMachine } from './measure/machine.ts';
import { type Measured, measurePeer } from './measure/measure-peer.ts';
import { mergeEntry, type Results, readResults, writeResults } from './measure/results.ts';
import { type TaskFiles, writeTaskFiles } from './measure/task-files.ts';
import { type Peer, peers } from './peers/peer.ts';
import { writePage } from './report/page.ts';
import { cacheFolder, missingOf, type SetUp, setUpPeers } from './set-up.ts';
import { hasData } from './tasks/read-set.ts';
import type { Task } from './tasks/task.ts';
import { fullSize, quickSize, tasks } from './tasks/tasks.ts';

const started = performance.now();
const commit = describeCommit();
const flags = readFlags(process.argv.slice(2));
mkdirSync(cacheFolder, { recursive: true });
const resultsFile = flags.quick ? join(cacheFolder, 'bench-quick.json') : join(import.meta.dirname, 'results.json');

if (!flags.page) await measureAll(flags);
if (!flags.quick) writePage();

async function measureAll({ sets, peers: wanted, limit, minutes, quick }: Flags): Promise<void> {
  if (!hasData()) throw new Error('The data sets are not there: ../shared/data beside the repository.');
  const chosenTasks = tasks.filter(({ name, group, onRequest }) =>
    sets === undefined ? onRequest !== true : sets.includes(name) || (sets.includes(group) && onRequest !== true),
  );
  const chosenPeers = peers.filter(
    ({ name }) => wanted?.some((one) => name === one || name.startsWith(`${one}-`)) ?? true,
  );
  if (chosenTasks.length === 0 || chosenPeers.length === 0) {
    throw new Error(
      `Nothing to do. Tasks: ${tasks.map(({ name }) => name).join(', ')}. Peers: ${peers.map(({ name }) => name).join(', ')}.`,
    );
  }
  const setUp = setUpPeers(new Set(chosenPeers.map(({ needs }) => needs)));
  for (const task of chosenTasks) {
    if (performance.now() - started > minutes * 60_000) {
      console.info(`${task.name}: not begun, ${minutes} minutes are over`);
      continue;
    }
    const files = writeTaskFiles(task, quick ? quickSize : fullSize);
    for (const peer of chosenPeers) await measureOne(task, files, peer, setUp, limit);
  }
}

async function measureOne(task: Task, files: TaskFiles, peer: Peer, setUp: SetUp, limit: number): Promise<void> {
  const reason = peer.declines(task) ?? missingOf(setUp, peer.needs);
  const begun = performance.now();
  const measured: Measured =
    reason === undefined ? await measurePeer(peer, files, limit) : { state: 'left out', reason };
  const tests = files.runs.flatMap((run) => run.tests);
  const entry = {
    date: new Date().toISOString().slice(0, 16),
    commit,
    load: loadavg()[0] ?? 0,
    data: files.digest,
    trainDocuments: files.trainDocuments,
    testDocuments: tests.reduce((total, { texts }) => total + texts.length, 0),
    classes: files.classes.length,
    measured,
  };
  writeResults(
    resultsFile,
    mergeEntry(readResults<Results>(resultsFile), describeMachine(), task.name, peer.name, entry),
  );
  console.info(
    `${task.name} ${peer.name}: ${oneLine(measured)} (${((performance.now() - begun) / 1000).toFixed(0)} s)`,
  );
}

function oneLine(measured: Measured): string {
  if (measured.state === 'left out') return `left out, ${measured.reason}`;
  if (measured.state === 'stopped') return `stopped in ${measured.step} after ${measured.cpuSeconds} CPU-s`;
  if (measured.state === 'failed') return `failed in ${measured.step}: ${measured.message}`;
  const all = measured.runs.flatMap(({ tests }) => tests);
  const mean = (pick: (one: (typeof all)[number]) => number) =>
    all.reduce((total, one) => total + pick(one), 0) / all.length;
  const fit = measured.runs.reduce((total, { fitCpu }) => total + fitCpu, 0) / measured.runs.length;
  const predict = measured.runs.reduce((total, { predictCpu }) => total + predictCpu, 0) / measured.runs.length;
  const percent = (share: number) => (100 * share).toFixed(1);
  const auroc = all[0]?.auroc === undefined ? '' : `, AUROC ${percent(mean((one) => one.auroc ?? 0))}`;
  return (
    `micro ${percent(mean((one) => one.microF1))}, macro ${percent(mean((one) => one.macroF1))}, ` +
    `ECE ${mean((one) => one.ece).toFixed(3)}${auroc}, fit ${fit.toFixed(2)} s, predict ${predict.toFixed(2)} s`
  );
}
