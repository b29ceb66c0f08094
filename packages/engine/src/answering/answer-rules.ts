import type { ClassifyOptions, Model } from '@taxon/classifier';
import type { AnswerSettings, ClassThresholds } from './answer-settings.ts';

/** When a class is answered, as far as project and deployment say; the model decides the rest. Plain data for threads. */
export interface AnswerRules {
  /** A best score below it is no answer. Above 0, at most 1; undefined: no such rule. */
  readonly confidenceThreshold: number | undefined;
  /** By class name, 0…1; multi-label only. Names that the model does not know do nothing. */
  readonly byClass: ClassThresholds;
  /** Single-label: the share of in-scope texts that the out-of-scope decision keeps, 0.5…<1; undefined: no decision. */
  readonly inScopeShare: number | undefined;
  /** Multi-label: whether the best class is answered when none reaches its threshold; undefined: as the model learned. */
  readonly atLeastOne: boolean | undefined;
}

/**
 * For each rule the deployment's value, else the project's, else none. Two values switch a rule off, so that a deployment
 * can do without what its project says: a confidence threshold of 0, and an out-of-scope decision that keeps all (1).
 */
export function resolveAnswerRules(deployment: AnswerSettings, project: AnswerSettings): AnswerRules {
  const confidence = deployment.confidenceThreshold ?? project.confidenceThreshold ?? 0;
  const share = deployment.outOfScope ?? project.outOfScope ?? 1;
  return {
    confidenceThreshold: confidence > 0 ? confidence : undefined,
    byClass: deployment.thresholds ?? {},
    inScopeShare: share < 1 ? share : undefined,
    atLeastOne: deployment.atLeastOne ?? project.atLeastOne,
  };
}

/**
 * The rules for one model, in the classifier's words.
 *
 * Single-label: a best score below the confidence threshold is no answer, nor is a text that is out of scope.
 * Multi-label, for each class: its own threshold, else the confidence threshold, else the threshold tuned with the model.
 * A caller who asks for a confidence threshold wants no answer below it, so "at least one" is off then.
 */
export function toClassifyOptions(
  model: Pick<Model, 'kind' | 'classes' | 'thresholds'>,
  { confidenceThreshold, byClass, inScopeShare, atLeastOne }: AnswerRules,
): ClassifyOptions {
  if (model.kind === 'single') {
    return {
      ...(confidenceThreshold === undefined ? {} : { confidenceThreshold }),
      ...(inScopeShare === undefined ? {} : { inScopeShare }),
    };
  }
  const thresholds = model.classes.map((name, index) => {
    const own = Object.hasOwn(byClass, name) ? byClass[name] : undefined;
    return own ?? confidenceThreshold ?? model.thresholds[index] ?? 0.5;
  });
  if (confidenceThreshold !== undefined) return { thresholds, atLeastOne: false };
  return atLeastOne === undefined ? { thresholds } : { thresholds, atLeastOne };
}
