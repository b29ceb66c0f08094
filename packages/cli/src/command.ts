import type { Config } from './config.ts';

/** What main.ts hands to every command. No setting is read and nothing is started before the command asks for it. */
export interface CommandContext {
  /**
   * Reads the settings of the server and its workers from the environment.
   * @throws StartProblem that lists everything that is wrong.
   */
  readonly readConfig: () => Promise<Config>;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  /** The file of `taxon` itself, for processes that it starts. */
  readonly script: string;
  /** Writes one line to standard output. */
  readonly say: (line: string) => void;
  /** Whether standard output is a terminal: only then may a key be written to it. */
  readonly terminal: boolean;
}

/** An option of a command. Its flag is made from its name: `ofServe` is `--of-serve`. */
export interface CommandOption {
  readonly description: string;
  /** The word for the value in the help, such as `file`. An option without it is a switch. */
  readonly value?: string;
  /** For options that one process gives another: the help does not list them. */
  readonly hidden?: boolean;
}

/** What the arguments gave, by the option's name: a switch is always there, a value only when it was given. */
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** A command of `taxon`: one record in a file of its own, and one line in all-commands.ts. */
export interface Command {
  /** One word, or a noun and a verb. */
  readonly name: string;
  /** One sentence for the list of commands, without a capital letter and without a full stop. */
  readonly summary: string;
  /** Lines for the command's own help, after the summary. */
  readonly details?: string;
  readonly options?: Readonly<Record<string, CommandOption>>;
  /**
   * Runs the command. The process ends with 0 when it resolves, and with 1 when it throws.
   * @throws StartProblem, which is printed as its sentence. Any other error is printed with its stack.
   */
  run(context: CommandContext, values: OptionValues): Promise<void>;
}

type ValuesOf<Options> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly value: string } ? string | undefined : boolean;
};

/** A command whose `run` knows the names and types of its own options. */
export function defineCommand<const Options extends Readonly<Record<string, CommandOption>>>(
  command: Omit<Command, 'options' | 'run'> & {
    readonly options?: Options;
    run(context: CommandContext, values: ValuesOf<Options>): Promise<void>;
  },
): Command {
  return command;
}
