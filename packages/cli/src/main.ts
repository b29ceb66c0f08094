#!/usr/bin/env node
import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { allCommands } from './all-commands.ts';
import type { CommandContext } from './command.ts';
import { runProgram } from './program.ts';
import { StartProblem } from './start-problem.ts';
import { version } from './version.ts';

// No other place makes a clock, ids or randomness, or reads the environment and the working folder.
const context: CommandContext = {
  readConfig: async () => (await import('./config.ts')).readConfig(process.env, process.cwd()),
  clock: () => new Date(),
  newId: () => randomUUID(),
  randomBytes: (length) => randomBytes(length),
  script: fileURLToPath(import.meta.url),
  say: (line) => process.stdout.write(`${line}\n`),
  terminal: process.stdout.isTTY === true,
};

try {
  process.exit(
    await runProgram(process.argv.slice(2), {
      commands: allCommands,
      version: version(),
      run: (command, values) => command.run(context, values),
    }),
  );
} catch (error) {
  console.error(error instanceof StartProblem ? error.message : error);
  process.exit(1);
}
