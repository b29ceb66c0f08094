import { ClassifierError } from '@taxon/classifier';
import { issue } from '../../platform/on-threads.ts';
import type { TrainOutcome } from './messages.ts';

/** A rule of the classifier as one of ours; anything else is a defect and goes on. */
export function refusalOf(error: unknown, encoderName = ''): TrainOutcome {
  if (!(error instanceof ClassifierError)) throw error;
  switch (error.code) {
    case 'aborted':
      return { ok: false, stopped: true };
    case 'too-large':
      return { ok: false, stopped: false, issue: issue('training/too-large', { problem: error.message }) };
    case 'encoder-damaged': {
      const unusable = issue('encoder/unusable', { encoder: encoderName, problem: error.message });
      return { ok: false, stopped: false, issue: unusable };
    }
    default:
      throw error;
  }
}
