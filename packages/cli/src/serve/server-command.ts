import { defineCommand } from '../command.ts';
import { runProcess } from './run-process.ts';

export const serverCommand = defineCommand({
  name: 'server',
  summary: 'run an HTTP server on the database of DATABASE_URL',
  details: 'Settings are environment variables; docs/configuration.md lists them.',
  run: (context) =>
    runProcess(context, 'server', async (process) => (await import('./serve-http.ts')).serveHttp(process)),
});
