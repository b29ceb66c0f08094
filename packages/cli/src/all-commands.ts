import type { Command } from './command.ts';
import { serveCommand } from './serve/serve-command.ts';
import { serverCommand } from './serve/server-command.ts';
import { workerCommand } from './serve/worker-command.ts';
import { versionCommand } from './version-command.ts';

/**
 * Every command of `taxon`, in the order of the help. A record is loaded at every start, so it imports what it runs
 * only when it runs.
 */
export const allCommands: readonly Command[] = [serveCommand, serverCommand, workerCommand, versionCommand];
