import { fail, shown } from '../platform/index.ts';
import { type ProjectKind, type ProjectSettings, trainingSearches } from './project.ts';

/** What the settings of a project are checked against. */
interface Around {
  readonly kind: ProjectKind;
  /** Encoders at hand. */
  readonly encoders: readonly string[];
  /** The settings as they stand: an encoder named there may have gone away since. */
  readonly before: ProjectSettings;
}

const mostSeed = 0xffff_ffff;

function refuse(field: string, rule: string, value: unknown): never {
  return fail('input/invalid', { field: `settings.${field}`, rule, value: shown(value) });
}

function checkNumbers({ confidenceThreshold, outOfScope, seed }: ProjectSettings, { kind }: Around): void {
  if (confidenceThreshold !== undefined && !(confidenceThreshold >= 0 && confidenceThreshold <= 1)) {
    refuse('confidenceThreshold', 'must be a number from 0 to 1', confidenceThreshold);
  }
  if (outOfScope !== undefined) {
    if (kind !== 'single') refuse('outOfScope', 'is for single-label projects only', outOfScope);
    if (!(outOfScope >= 0.5 && outOfScope < 1)) {
      refuse('outOfScope', 'must be a number from 0.5 to below 1, such as 0.99, 0.95 or 0.9', outOfScope);
    }
  }
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed <= mostSeed)) {
    refuse('seed', `must be a whole number from 0 to ${mostSeed}`, seed);
  }
}

/** Throws `input/invalid` for a value outside its range, or one that the kind of project has no use for. */
export function checkSettings(settings: ProjectSettings, around: Around): ProjectSettings {
  const { confidenceThreshold, encoder, outOfScope, atLeastOne, seed, search } = settings;
  checkNumbers(settings, around);
  const known = ['none', ...around.encoders];
  const named = encoder === 'default' ? undefined : encoder;
  if (named !== undefined && named !== around.before.encoder && !known.includes(named)) {
    refuse('encoder', `must be one of default, ${known.join(', ')}`, named);
  }
  if (atLeastOne !== undefined && around.kind !== 'multi') {
    refuse('atLeastOne', 'is for multi-label projects only', atLeastOne);
  }
  if (search !== undefined && !trainingSearches.includes(search)) {
    refuse('search', `must be one of ${trainingSearches.join(', ')}`, search);
  }
  return {
    ...(confidenceThreshold === undefined ? {} : { confidenceThreshold }),
    ...(named === undefined ? {} : { encoder: named }),
    ...(outOfScope === undefined ? {} : { outOfScope }),
    ...(atLeastOne === undefined ? {} : { atLeastOne }),
    ...(seed === undefined ? {} : { seed }),
    ...(search === undefined ? {} : { search }),
  };
}
