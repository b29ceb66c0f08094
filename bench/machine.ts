import { execFileSync } from 'node:child_process';
import { cpus, getPriority, loadavg, release, totalmem } from 'node:os';
import { repositoryRoot } from '@taxon/testkit/repository';

/** The machine and the conditions that a figure belongs to. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMb: number;
  /** The load average of the last minute. If it is above the number of cores, figures are too slow. */
  readonly load: number;
  /** The niceness of the whole bench. Below 0, the bench had priority over that load. */
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
