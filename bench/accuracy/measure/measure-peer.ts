import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../peers/peer.ts';
import type { RunAnswer } from '../peers/peer-io.ts';
import { runLimited } from './limited-process.ts';
import { type Metrics, metricsOf } from './metrics.ts';
import type { TaskFiles } from './task-files.ts';

export interface MeasuredTest extends Metrics {
  readonly name: string;
}

export interface MeasuredRun {
  readonly name: string;
  /** CPU seconds, user and system, from texts in memory to a model in memory. */
  readonly fitCpu: number;
  /** The part of it before learning began, if the peer tells it. */
  readonly extractCpu?: number;
  /** The part of it that the final fit took, without cross-validation, if the peer tells it. */
  readonly learnCpu?: number;
  /** CPU seconds from texts in memory to probabilities of all classes, over all test parts. */
  readonly predictCpu: number;
  readonly modelBytes: number;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly tests: readonly MeasuredTest[];
}

export type Measured =
  | {
      readonly state: 'measured';
      readonly versions: Readonly<Record<string, string>>;
      /** Largest resident set of the process that fitted and of the one that predicted. Both do all runs of a task. */
      readonly fitPeakRss: number;
      readonly predictPeakRss: number;
      readonly runs: readonly MeasuredRun[];
    }
  | { readonly state: 'stopped'; readonly step: string; readonly cpuSeconds: number }
  | { readonly state: 'failed'; readonly step: string; readonly message: string }
  | { readonly state: 'left out'; readonly reason: string };

interface StepAnswer {
  readonly versions: Readonly<Record<string, string>>;
  readonly peakRss: number;
  readonly runs: readonly RunAnswer[];
}

function readScores(path: string): Float32Array {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

function measureRun(files: TaskFiles, at: number, fit: RunAnswer, predict: RunAnswer): MeasuredRun {
  const run = files.runs[at];
  const parts = files.job.runs[at];
  if (run === undefined || parts === undefined) throw new Error(`The peer answered run ${at}, which nobody asked for.`);
  const tests = run.tests.map(({ name, texts }, part) => {
    const { scores } = parts.tests[part] ?? { scores: '' };
    const predicted = `${scores}.predicted`;
    const answers = {
      classes: files.classes.length,
      scores: readScores(scores),
      expected: texts.map(files.expectedOf),
      ...(existsSync(`${scores}.top`) ? { top: readScores(`${scores}.top`) } : {}),
      ...(files.job.kind === 'multi' ? { predicted: readFileSync(predicted) } : {}),
    };
    return { name, ...metricsOf(answers) };
  });
  return {
    name: run.name,
    fitCpu: fit.cpu ?? 0,
    ...(fit.extractCpu === undefined ? {} : { extractCpu: fit.extractCpu }),
    ...(fit.learnCpu === undefined ? {} : { learnCpu: fit.learnCpu }),
    predictCpu: (predict.tests ?? []).reduce((total, { cpu }) => total + cpu, 0),
    modelBytes: fit.modelBytes ?? 0,
    ...(fit.facts === undefined ? {} : { facts: fit.facts }),
    tests,
  };
}

/**
 * Fits in one process and predicts in another. Together they may use `limit` CPU seconds. The scores of all peers are
 * judged here by the same computation.
 */
export async function measurePeer(peer: Peer, files: TaskFiles, limit: number): Promise<Measured> {
  const jobFile = join(files.folder, 'job.json');
  writeFileSync(jobFile, JSON.stringify(files.job));
  const answers: StepAnswer[] = [];
  for (const { model, tests } of files.job.runs) {
    for (const path of [model, ...tests.flatMap(({ scores }) => [scores, `${scores}.predicted`, `${scores}.top`])]) {
      if (existsSync(path)) rmSync(path);
    }
  }
  let used = 0;
  for (const step of ['fit', 'predict']) {
    const answerFile = join(files.folder, `${step}.answer.json`);
    const ending = await runLimited([...peer.command, step, jobFile, answerFile], limit - used);
    if (ending.kind === 'failed') return { state: 'failed', step, message: ending.message };
    used += ending.cpuSeconds;
    if (ending.kind === 'stopped') return { state: 'stopped', step, cpuSeconds: Math.round(used) };
    answers.push(JSON.parse(readFileSync(answerFile, 'utf8')) as StepAnswer);
  }
  const [fit, predict] = answers as [StepAnswer, StepAnswer];
  return {
    state: 'measured',
    versions: { ...fit.versions, ...predict.versions },
    fitPeakRss: fit.peakRss,
    predictPeakRss: predict.peakRss,
    runs: fit.runs.map((one, at) => measureRun(files, at, one, predict.runs[at] ?? {})),
  };
}
