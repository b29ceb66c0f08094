import type { Given } from '@taxon/engine';
import type { Config } from '../config.ts';
import type { StopSignals } from './stop-signals.ts';

/** What main.ts hands to each long-running command. */
export interface ProcessContext {
  readonly config: Config;
  readonly given: Given;
  readonly signals: StopSignals;
  /** The file of the command itself, for processes that it starts. */
  readonly script: string;
  /** One line for whoever started us. */
  readonly say: (line: string) => void;
  /** Whether a person sees those lines: only then may a key be among them. */
  readonly terminal: boolean;
}
