// What the JavaScript peers share: reading the job's texts, writing scores, and their own use of the machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Answer of one run: `fit` gives `cpu` and `modelBytes`, `predict` gives `tests`. CPU seconds. */
export interface RunAnswer {
  readonly cpu?: number;
  readonly extractCpu?: number;
  readonly learnCpu?: number;
  readonly modelBytes?: number;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly tests?: readonly { readonly cpu: number }[];
}

export interface PeerRun {
  /** Language of the texts, as in the set. */
  readonly language: string;
  /** Languages that the project names: they decide the encoder. */
  readonly projectLanguages: readonly string[];
  readonly train: string;
  readonly model: string;
  readonly tests: readonly { readonly texts: string; readonly scores: string }[];
}

export interface PeerJob {
  readonly kind: 'single' | 'multi';
  readonly classes: readonly string[];
  readonly runs: readonly PeerRun[];
}

export type Step = (run: PeerRun, job: PeerJob) => RunAnswer | Promise<RunAnswer>;

export interface PeerDocument {
  readonly id: string;
  readonly text: string;
  /** Class indices, ascending. */
  readonly labels: readonly number[];
  readonly language: string;
}

const npmFolder = join(import.meta.dirname, '../../../.cache/bench-peers');

/** The packages of the peers lie in a folder of their own. A plain import would not find them. */
export const loadPeer: NodeJS.Require = createRequire(join(npmFolder, 'package.json'));

/** Version of a package as installed. */
export function versionOf(name: string): string {
  const card = readFileSync(join(npmFolder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(card) as { version: string }).version;
}

/** Documents of a file of JSON lines. */
export function readLines(path: string): PeerDocument[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PeerDocument);
}

/** Probabilities as Float32, a row for each document, or as one byte each. */
export function writeScores(path: string, scores: Float32Array | Uint8Array): void {
  writeFileSync(path, new Uint8Array(scores.buffer, scores.byteOffset, scores.byteLength));
}

/** User and system time of this process so far. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Runs one step of a peer: `<script> … <fit|predict> <job.json> <answer.json>`. */
export async function runPeer(
  versions: Readonly<Record<string, string>>,
  steps: { readonly fit: Step; readonly predict: Step },
): Promise<void> {
  const [step, jobFile = '', answerFile = ''] = process.argv.slice(-3);
  const job = JSON.parse(readFileSync(jobFile, 'utf8')) as PeerJob;
  const runs: RunAnswer[] = [];
  for (const run of job.runs) runs.push(await steps[step === 'fit' ? 'fit' : 'predict'](run, job));
  const peakRss = process.resourceUsage().maxRSS * 1024;
  const answer = { versions: { ...versions, 'Node.js': process.versions.node }, peakRss, runs };
  writeFileSync(answerFile, JSON.stringify(answer));
}
