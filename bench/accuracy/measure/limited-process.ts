import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Every peer uses one thread. These variables switch the thread pools of the libraries off. */
const oneThread = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  NUMEXPR_NUM_THREADS: '1',
  UV_THREADPOOL_SIZE: '1',
  PYTHONHASHSEED: '0',
  PYTHONDONTWRITEBYTECODE: '1',
};

export type ProcessEnding =
  | { readonly kind: 'done'; readonly cpuSeconds: number }
  | { readonly kind: 'stopped'; readonly cpuSeconds: number }
  | { readonly kind: 'failed'; readonly message: string };

const CLOCK_TICKS = 100;

/** The user and system seconds of a living process. 0 when it has ended, or on a machine without /proc. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
  } catch {
    return 0;
  }
}

/**
 * Runs a command at low priority until it ends, or has used `limit` CPU seconds, or ten times as many seconds by the
 * clock. CPU seconds are counted because the clock would also measure other work of the machine. It reads the CPU time
 * every half second and answers the last reading.
 */
export function runLimited(command: readonly string[], limit: number): Promise<ProcessEnding> {
  return new Promise((resolve) => {
    const child = spawn('nice', ['-n', '15', ...command], {
      env: { ...process.env, ...oneThread },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    let stopped: number | undefined;
    let used = 0;
    const started = performance.now();
    const watch = setInterval(() => {
      used = Math.max(used, cpuOf(child.pid ?? 0));
      if (used < limit && performance.now() - started < 10_000 * limit) return;
      stopped = used;
      child.kill('SIGKILL');
    }, 500);
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(-4000);
    });
    child.on('error', ({ message }) => {
      clearInterval(watch);
      resolve({ kind: 'failed', message });
    });
    child.on('close', (code, signal) => {
      clearInterval(watch);
      if (stopped !== undefined) resolve({ kind: 'stopped', cpuSeconds: stopped });
      else if (code === 0) resolve({ kind: 'done', cpuSeconds: used });
      else resolve({ kind: 'failed', message: errors.trim().split('\n').at(-1) || `ended with ${code ?? signal}` });
    });
  });
}
