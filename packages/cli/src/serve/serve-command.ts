import { defineCommand } from '../command.ts';
import { runProcess } from './run-process.ts';

export const serveCommand = defineCommand({
  name: 'serve',
  summary: 'run everything: PostgreSQL (unless DATABASE_URL is set), HTTP server and worker',
  details: 'Settings are environment variables; docs/configuration.md lists them.',
  run: (context) => runProcess(context, 'serve', async (process) => (await import('./serve.ts')).serve(process)),
});
