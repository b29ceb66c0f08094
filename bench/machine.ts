import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { repositoryRoot } from '../tests/support/repository.ts';

/** What a figure must be read with. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMb: number;
  /** Processes that wanted to run in the last minute: above the cores, figures are too slow. */
  readonly load: number;
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
    kernel: release(),
    node: process.version,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repositoryRoot, encoding: 'utf8' }).trim(),
  };
}
