import { execFileSync } from 'node:child_process';
import { cpus, getPriority, loadavg, release, totalmem } from 'node:os';
import { repositoryRoot } from '@taxon/testkit/repository';

/** What a figure must be read with. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMb: number;
  /** Processes that wanted to run in the last minute: above the cores, figures are too slow. */
  readonly load: number;
  /** Niceness of the whole bench: below 0 it was preferred to that load. */
  readonly niceness: number;
  readonly kernel: string;
  readonly node: string;
  readonly commit: string;
}

export function machineFacts(): MachineFacts {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    memoryMb: Math.round(totalmem() / 1024 / 1024),
    niceness: getPriority(),
    kernel: release(),
    node: process.version,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repositoryRoot, encoding: 'utf8' }).trim(),
  };
}
