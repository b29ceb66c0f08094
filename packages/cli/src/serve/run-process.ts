import type { CommandContext } from '../command.ts';
import type { ProcessContext } from './process-context.ts';
import { listenForStopSignals } from './stop-signals.ts';

/**
 * Runs one of the long-running commands until it was stopped. It listens for signals before it loads the code of the
 * command, so that no signal is missed. `role` names the process in its log.
 * @throws StartProblem when a setting is wrong, and whatever `act` throws.
 */
export async function runProcess(
  context: CommandContext,
  role: 'serve' | 'server' | 'worker',
  act: (process: ProcessContext) => Promise<void>,
): Promise<void> {
  const signals = listenForStopSignals();
  // A parent that passes signals on (scripts/start.mjs, `serve`) has opened this channel: without the parent nobody
  // could stop this process.
  if (process.channel !== undefined) process.on('disconnect', signals.request);
  const config = await context.readConfig();
  const { createLog } = await import('./log.ts');
  const { clock, newId, randomBytes, script, say, terminal } = context;
  const given = { clock, newId, randomBytes, log: createLog(config.cli.logLevel, role) };
  await act({ config, given, signals, script, say, terminal });
}
