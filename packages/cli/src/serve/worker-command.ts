import { defineCommand } from '../command.ts';
import { runProcess } from './run-process.ts';

export const workerCommand = defineCommand({
  name: 'worker',
  summary: 'run a worker on the database of DATABASE_URL',
  details: 'Settings are environment variables; docs/configuration.md lists them.',
  options: {
    ofServe: { description: 'be the worker of a `taxon serve`, which names the database', hidden: true },
  },
  run: (context, { ofServe }) =>
    runProcess(context, 'worker', async (process) => (await import('./run-worker.ts')).runWorker(process, ofServe)),
});
