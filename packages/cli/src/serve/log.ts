import { pino } from 'pino';

/** Writes JSON lines to standard error. Their member `process` says which process of the tree wrote them. */
export function createLog(level: string, role: string) {
  const destination = pino.destination({ dest: 2, sync: true });
  return pino({ level, base: { process: role, pid: process.pid } }, destination);
}
