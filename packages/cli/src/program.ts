import { CommanderError, Option, Command as Program } from 'commander';
import type { Command, CommandOption, OptionValues } from './command.ts';

/** Where the parser writes; the process's own streams when absent. */
interface ProgramOutput {
  readonly writeOut: (text: string) => void;
  readonly writeErr: (text: string) => void;
}

export interface ProgramOptions {
  readonly commands: readonly Command[];
  readonly version: string;
  readonly run: (command: Command, values: OptionValues) => Promise<void>;
  readonly output?: ProgramOutput;
}

/** The exit code when the arguments name no command, or a wrong one. */
const usageExit = 2;

/**
 * Finds the command that the arguments name and runs it. Answers the exit code: 0 after the command, the help or the
 * version, 2 when the arguments are wrong. Then the error and the help were written to standard error.
 * @throws whatever the command throws.
 */
export async function runProgram(args: readonly string[], options: ProgramOptions): Promise<number> {
  try {
    await createProgram(options).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : usageExit;
  }
}

function createProgram({ commands, version, run, output }: ProgramOptions): Program {
  const program = new Program('taxon')
    .description('Self-hosted custom text classification.')
    .version(version, '-v, --version', 'print the version')
    .showHelpAfterError()
    .exitOverride();
  if (output !== undefined) program.configureOutput(output);
  for (const command of commands) {
    const words = command.name.split(' ');
    const verb = words.pop() ?? '';
    const parsed = words.reduce(group, program).command(verb).summary(command.summary);
    parsed.description([sentence(command.summary), command.details ?? ''].join('\n').trim());
    for (const [name, option] of Object.entries(command.options ?? {})) parsed.addOption(toOption(name, option));
    parsed.action((values: OptionValues) => run(command, values));
  }
  return program;
}

/** The group of commands of one noun, such as `models`. */
function group(program: Program, noun: string): Program {
  return program.commands.find((each) => each.name() === noun) ?? program.command(noun);
}

function toOption(name: string, { description, value, hidden = false }: CommandOption): Option {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const option = new Option(value === undefined ? flag : `${flag} <${value}>`, description).hideHelp(hidden);
  return value === undefined ? option.default(false) : option;
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
