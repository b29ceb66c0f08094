import { type Patch, patched } from '../platform/index.ts';

/**
 * When a class is answered, as one level says it. There are two levels: the project, and the deployment, which overrides
 * the project member by member (`resolveAnswerRules`). A member that is absent says nothing.
 */
export interface AnswerSettings {
  /** A best class whose score is below it is answered as None; 0…1. 0: no such rule. */
  readonly confidenceThreshold?: number;
  /**
   * Single-label: texts that look foreign to all classes are answered as None. The value is the share of the other texts
   * that is still answered, 0.5…1. 1: no such decision.
   */
  readonly outOfScope?: number;
  /** Multi-label: whether the best class is answered when none reaches its threshold. */
  readonly atLeastOne?: boolean;
  /**
   * Multi-label: the score from which a class is answered, by class name; 0…1. Overrides the confidence threshold and
   * the thresholds that were tuned with the model. A deployment only: a project does not know the classes of a model.
   */
  readonly thresholds?: ClassThresholds;
}

/** A threshold by class name. A class may have any name, `__proto__` too. */
export type ClassThresholds = Readonly<Record<string, number>>;

/** A change of answer settings; `thresholds` is a patch of its own, class by class. */
export type AnswerSettingsPatch = Omit<Patch<AnswerSettings>, 'thresholds'> & {
  readonly thresholds?: Patch<ClassThresholds> | null;
};

/** The settings with the patch laid on them. The result is not checked. */
export function patchedAnswerSettings(before: AnswerSettings, patch: AnswerSettingsPatch): AnswerSettings {
  const { thresholds, ...others } = patch;
  const classes = thresholds && patched(before.thresholds ?? {}, thresholds);
  const whole: Patch<AnswerSettings> = classes === undefined ? others : { ...others, thresholds: classes };
  return withoutEmptyThresholds(patched(before, whole));
}

/**
 * What of a deployment's settings another model takes over. `dropped` are the classes with a threshold that the model
 * does not have, in the order of the settings.
 */
export function settingsForClasses(
  settings: AnswerSettings,
  classes: readonly string[],
): { readonly settings: AnswerSettings; readonly dropped: readonly string[] } {
  const entries = Object.entries(settings.thresholds ?? {});
  const thresholds = Object.fromEntries(entries.filter(([name]) => classes.includes(name)));
  return {
    settings: withoutEmptyThresholds({ ...settings, thresholds }),
    dropped: entries.map(([name]) => name).filter((name) => !classes.includes(name)),
  };
}

function withoutEmptyThresholds(settings: AnswerSettings): AnswerSettings {
  const { thresholds, ...others } = settings;
  return thresholds === undefined || Object.keys(thresholds).length === 0 ? others : settings;
}
