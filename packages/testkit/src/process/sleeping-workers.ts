import { setTimeout as sleep } from 'node:timers/promises';
import { processTree } from './process-tree.ts';

/**
 * Stops the workers of a product (SIGSTOP) while `act` runs, so that a job keeps its status. `act` must take less than
 * 8 s: after that time a silent process is taken for dead.
 */
export async function whileWorkersSleep<T>(mainPid: number, act: () => Promise<T>): Promise<T> {
  const workers = processTree(mainPid).filter((entry) => / worker( |$)/.test(entry.command));
  if (workers.length === 0) throw new Error('no worker process found below taxon serve');
  for (const { pid } of workers) process.kill(pid, 'SIGSTOP');
  try {
    await sleep(20);
    return await act();
  } finally {
    for (const { pid } of workers) process.kill(pid, 'SIGCONT');
  }
}
