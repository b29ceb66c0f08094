#!/usr/bin/env node
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type Config, readConfig } from './config.ts';
import type { ProcessContext } from './serve/process-context.ts';
import { StartProblem } from './serve/start-problem.ts';
import { listenForStopSignals, type StopSignals } from './serve/stop-signals.ts';

// The only place that makes a clock, ids and randomness, and that reads the environment and the folder it stands in.
const program = new Command('taxon')
  .description('Self-hosted custom text classification.')
  .version(version(), '-v, --version', 'print the version')
  .showHelpAfterError();

program
  .command('serve')
  .description('run everything: PostgreSQL (unless DATABASE_URL is set), HTTP server and worker')
  .action(() => run('serve', async (context) => (await import('./serve/serve.ts')).serve(context)));

program
  .command('server')
  .description('run an HTTP server on the database of DATABASE_URL')
  .action(() => run('server', async (context) => (await import('./serve/serve-http.ts')).serveHttp(context)));

program
  .command('worker')
  .description('run a worker on the database of DATABASE_URL')
  .option('--of-serve', 'be the worker of a `taxon serve`, which names the database')
  .action(({ ofServe }: { ofServe?: boolean }) =>
    run('worker', async (context) => (await import('./serve/run-worker.ts')).runWorker(context, ofServe === true)),
  );

program
  .command('version')
  .description('print the version')
  .action(() => console.info(version()));

await program.parseAsync();

async function run(role: string, act: (context: ProcessContext) => Promise<void>): Promise<void> {
  // Before the code of the command is loaded, so that no signal is missed from here on.
  const signals = listenForStopSignals();
  // Started by a process that passes signals on (scripts/start.mjs, `serve`): without it nobody could stop us.
  if (process.channel !== undefined) process.on('disconnect', signals.request);
  try {
    const config = readConfig(process.env, process.cwd());
    await act(await contextFor(role, config, signals));
    process.exit(0);
  } catch (error) {
    console.error(error instanceof StartProblem ? error.message : error);
    process.exit(1);
  }
}

async function contextFor(role: string, config: Config, signals: StopSignals): Promise<ProcessContext> {
  const { createLog } = await import('./serve/log.ts');
  return {
    config,
    signals,
    script: fileURLToPath(import.meta.url),
    given: {
      clock: () => new Date(),
      newId: () => randomUUID(),
      randomBytes: (length) => randomBytes(length),
      log: createLog(config.TAXON_LOG_LEVEL, role),
    },
    say: (line) => process.stdout.write(`${line}\n`),
    terminal: process.stdout.isTTY === true,
  };
}

function version(): string {
  const text: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof text === 'object' && text !== null && 'version' in text ? String(text.version) : 'unknown';
}
