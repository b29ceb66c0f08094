import type { TaskKind } from '@taxon/classifier';
import { EngineError, shown } from '../platform/index.ts';
import type { AnswerSettings, ClassThresholds } from './answer-settings.ts';

/** What answer settings are checked against. */
export interface AnswerSettingsContext {
  readonly kind: TaskKind;
  /**
   * Whether these settings override those of a wider level. Such a level can say that the out-of-scope decision is off
   * (`outOfScope` 1); a level that nothing stands behind says so by leaving the member out.
   */
  readonly overrides: boolean;
  /** The model whose classes may have thresholds. Undefined: no class may have one. */
  readonly model?: { readonly name: string; readonly classes: readonly string[] };
}

const shareRule = 'must be a number from 0 to 1';

/**
 * Throws `input/invalid`, with `settings.<member>` as the field, for a value outside its range, for a rule that the kind
 * has no use for, and for a threshold of a class that the model does not have.
 */
export function checkAnswerSettings(settings: AnswerSettings, context: AnswerSettingsContext): void {
  const { confidenceThreshold, outOfScope, atLeastOne, thresholds } = settings;
  const { kind, overrides } = context;
  if (confidenceThreshold !== undefined && !isShare(confidenceThreshold)) {
    throw refused('confidenceThreshold', shareRule, confidenceThreshold);
  }
  if (outOfScope !== undefined) {
    if (kind !== 'single') throw refused('outOfScope', 'is for single-label projects only', outOfScope);
    const inRange = outOfScope >= 0.5 && (overrides ? outOfScope <= 1 : outOfScope < 1);
    const rule = `must be a number from 0.5 to ${overrides ? '1' : 'below 1, such as 0.99, 0.95 or 0.9'}`;
    if (!inRange) throw refused('outOfScope', rule, outOfScope);
  }
  if (atLeastOne !== undefined && kind !== 'multi') {
    throw refused('atLeastOne', 'is for multi-label projects only', atLeastOne);
  }
  if (thresholds !== undefined) checkThresholds(thresholds, context);
}

function checkThresholds(thresholds: ClassThresholds, { kind, model }: AnswerSettingsContext): void {
  if (kind !== 'multi') throw refused('thresholds', 'is for multi-label projects only', thresholds);
  for (const [name, value] of Object.entries(thresholds)) {
    if (model?.classes.includes(name) !== true) {
      throw refused('thresholds', `must name classes of the model "${model?.name ?? ''}"`, name);
    }
    if (!isShare(value)) throw refused(`thresholds.${name}`, shareRule, value);
  }
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function refused(member: string, rule: string, value: unknown): EngineError {
  return new EngineError('input/invalid', { field: `settings.${member}`, rule, value: shown(value) });
}
