import type { Given } from '@taxon/engine';
import type { Config } from '../config.ts';
import type { StopSignals } from './stop-signals.ts';

/** What run-process.ts hands to each long-running command. */
export interface ProcessContext {
  readonly config: Config;
  readonly given: Given;
  readonly signals: StopSignals;
  /** The file of `taxon` itself, for processes that it starts. */
  readonly script: string;
  /** Writes one line to standard output. */
  readonly say: (line: string) => void;
  /** Whether standard output is a terminal: only then may a key be written to it. */
  readonly terminal: boolean;
}
