import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { WorkerConfig } from '@taxon/worker';

const script = fileURLToPath(new URL('./worker-process.ts', import.meta.url));

/** Starts a worker in a process of its own and waits until it takes jobs. The caller ends it. */
export async function forkWorker(config: WorkerConfig): Promise<ChildProcess> {
  const child = fork(script, [JSON.stringify(config)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}
