import { pino } from 'pino';

/** JSON lines on standard error; `process` tells server and worker of one tree apart. */
export function createLog(level: string, role: string) {
  const destination = pino.destination({ dest: 2, sync: true });
  return pino({ level, base: { process: role, pid: process.pid } }, destination);
}
