import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Machine } from './machine.ts';
import type { Measured } from './measure-peer.ts';

/** One peer on one task, with when and on which state of the sources. */
export interface Entry {
  readonly date: string;
  readonly commit: string;
  /** The load average of the last minute. If it is above the number of cores, CPU times are too long. */
  readonly load?: number;
  /** The digest of the texts. A new entry of a task removes the task's entries with another digest. */
  readonly data: string;
  readonly trainDocuments: number;
  readonly testDocuments: number;
  readonly classes: number;
  readonly measured: Measured;
}

export interface Results {
  readonly machine: Machine;
  /** By task and peer. */
  readonly tasks: Readonly<Record<string, Readonly<Record<string, Entry>>>>;
}

export function readResults<T>(path: string): T | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
}

/** Writes each entry on one line, so that a new run changes few lines. */
function inLines(value: unknown, depth: number): string {
  if (depth === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value, rounded);
  const fields = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${inLines(one, depth - 1)}`);
  return `{\n${fields.join(',\n')}\n}`;
}

export function writeResults(path: string, results: object): void {
  writeFileSync(path, `${inLines(results, 3)}\n`);
}

/** Adds an entry, so that a long run can be split. Figures of another machine are removed first. */
export function mergeEntry(
  old: Results | undefined,
  machine: Machine,
  task: string,
  peer: string,
  entry: Entry,
): Results {
  const same = old?.machine.processor === machine.processor && old.machine.cores === machine.cores;
  const tasks = same ? old.tasks : {};
  const kept = Object.entries(tasks[task] ?? {}).filter(([, { data }]) => data === entry.data);
  return { machine, tasks: { ...tasks, [task]: { ...Object.fromEntries(kept), [peer]: entry } } };
}
