import { readFile } from 'node:fs/promises';

/**
 * A process that can be told from a later one with the same number. In a container the same numbers come again at every
 * start, so a number alone names no process.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since boot. */
  readonly started: string;
}

export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The second field, the command in parentheses, may hold spaces; field 3 is the state, field 22 the start time.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state === 'Z' || started === undefined ? undefined : { pid, started };
}

/** Whether a process has this number now; a zombie does not count. */
export async function isAlive(pid: number): Promise<boolean> {
  return (await identify(pid)) !== undefined;
}

/** Whether exactly this process is still there. */
export async function isStill(identity: ProcessIdentity): Promise<boolean> {
  return (await identify(identity.pid))?.started === identity.started;
}

/** The arguments of a process, or nothing when it is gone. */
export async function commandOf(pid: number): Promise<readonly string[]> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return text.split('\0');
}
