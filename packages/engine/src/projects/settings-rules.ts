import { checkAnswerSettings } from '../answering/index.ts';
import { EngineError, shown } from '../platform/index.ts';
import { type ProjectKind, type ProjectSettings, trainingSearches } from './project.ts';

/** What the settings of a project are checked against. */
interface SettingsContext {
  readonly kind: ProjectKind;
  /** The encoders that this server has. */
  readonly encoders: readonly string[];
  /** The settings as they stand. The encoder that they name may have gone away since; it may stay. */
  readonly before: ProjectSettings;
}

const mostSeed = 0xffff_ffff;

/**
 * Answers the settings in their stored spelling, without members that are no settings. The encoder `default` is stored as
 * none at all. Throws `input/invalid` for a value outside its range, and for one that the kind of project has no use for.
 */
export function checkSettings(settings: ProjectSettings, context: SettingsContext): ProjectSettings {
  const { confidenceThreshold, outOfScope, atLeastOne, encoder, seed, search } = settings;
  checkAnswerSettings(settings, { kind: context.kind, overrides: false });
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed <= mostSeed)) {
    throw refused('seed', `must be a whole number from 0 to ${mostSeed}`, seed);
  }
  if (search !== undefined && !trainingSearches.includes(search)) {
    throw refused('search', `must be one of ${trainingSearches.join(', ')}`, search);
  }
  const named = encoder === 'default' ? undefined : encoder;
  const known = ['none', ...context.encoders];
  if (named !== undefined && named !== context.before.encoder && !known.includes(named)) {
    throw refused('encoder', `must be one of default, ${known.join(', ')}`, named);
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

function refused(member: string, rule: string, value: unknown): EngineError {
  return new EngineError('input/invalid', { field: `settings.${member}`, rule, value: shown(value) });
}
