import type { ClassifierError } from '@taxon/classifier';
import type { SharedModel } from '../../inference/index.ts';
import { type Issue, issue } from '../../platform/on-threads.ts';

interface About {
  readonly modelName: string;
  /** Names of the encoders at hand. */
  readonly encoders: readonly string[];
}

/** Turns the classifier's error on a thread into the issue that says why a loaded model cannot answer. */
export function modelProblem(
  { code, message }: Pick<ClassifierError, 'code' | 'message'>,
  { encoder, encoderId }: Pick<SharedModel, 'encoder' | 'encoderId'>,
  { modelName, encoders }: About,
): Issue {
  if (code === 'encoder-missing' && encoderId !== undefined) {
    // This server has a table of that name, but another version of it.
    return issue('model/encoder-missing', { modelName, encoder: encoderId, available: encoders.join(', ') });
  }
  if (code.startsWith('encoder-') && encoder !== undefined) {
    return issue('encoder/unusable', { encoder: encoder.name, problem: message });
  }
  return issue('model/unreadable', { modelName, problem: message });
}
