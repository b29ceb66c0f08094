import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** The kernel's name of the executable, at most 15 characters. */
  readonly name: string;
  /** Arguments joined by blanks. */
  readonly command: string;
}

/** Every process of the machine that /proc shows now. A process that ends while it is read is left out. */
function allProcesses(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const end = stat.lastIndexOf(')');
        const [state, parent] = stat.slice(end + 2).split(' ');
        if (state === 'Z') return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return [{ pid: Number(name), parent: Number(parent), name: stat.slice(stat.indexOf('(') + 1, end), command }];
      } catch {
        return [];
      }
    });
}

/** The process and its descendants, parents before children. Orphaned processes are no longer among them. */
export function processTree(root: number): ProcessEntry[] {
  const all = allProcesses();
  const tree = all.filter((entry) => entry.pid === root);
  for (const entry of tree) tree.push(...all.filter((candidate) => candidate.parent === entry.pid));
  return tree;
}

/** The process ids of the living descendants of a process. */
export function descendants(root: number): number[] {
  return processTree(root)
    .slice(1)
    .map(({ pid }) => pid);
}

/** The PostgreSQL servers that work on a folder, and their children, whichever process started them. */
export function postgresProcesses(folder: string): ProcessEntry[] {
  const servers = allProcesses().filter(({ name, command }) => name === 'postgres' && command.includes(folder));
  return servers.flatMap((server) => processTree(server.pid));
}

/** Whether the process still runs. A zombie counts as ended. */
export function isAlive(pid: number): boolean {
  return processTree(pid).length > 0;
}

/**
 * Resident memory in MB of a process tree. `rss` counts a shared page once for each process, so PostgreSQL's shared
 * buffers count many times. `pss` divides a shared page among its processes. It is what the machine really gives.
 */
export function treeMemory(root: number): { readonly rss: number; readonly pss: number; readonly processes: number } {
  const entries = processTree(root);
  let rss = 0;
  let pss = 0;
  for (const { pid } of entries) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      rss += Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
      pss += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      // It ended between the two readings.
    }
  }
  return { rss: Math.round(rss / 1024), pss: Math.round(pss / 1024), processes: entries.length };
}

/** Resident memory of one process in MB; 0 when it has ended. */
export function processMemory(pid: number): number {
  try {
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** The CPU seconds that one process has used, with all its threads. */
export function processCpu(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // User and system time in ticks. Every Linux that Node runs on counts 100 ticks a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The CPU seconds, user and system, that the living processes of a tree have used. */
export function treeCpuSeconds(root: number): number {
  let ticks = 0;
  for (const { pid } of processTree(root)) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It ended between the two readings.
    }
  }
  return ticks / 100;
}
