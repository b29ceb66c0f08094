import type { ClassifyOptions, Model } from '@taxon/classifier';

/** When a class is answered, as far as project and deployment say. */
export interface AskedThresholds {
  /** A best score below it is no answer. 0…1; undefined: none. */
  readonly confidenceThreshold: number | undefined;
  /** By class name, 0…1; multi-label only. Names that the model does not know do nothing. */
  readonly byClass: Readonly<Record<string, number>>;
  /** Single-label: share of in-scope texts that the out-of-scope decision keeps, 0.5…<1; undefined: no such decision. */
  readonly inScopeShare: number | undefined;
  /** Multi-label: whether the best class is answered when none reaches its threshold; undefined: as the model learned. */
  readonly atLeastOne: boolean | undefined;
}

/**
 * Single-label: a best score below the confidence threshold is no answer, nor is one that is out of scope.
 * Multi-label, for each class: its own threshold, else the confidence threshold, else the one tuned with the model.
 * Somebody who asks for a confidence threshold wants silence below it: "at least one" is off then.
 */
export function classifyOptions(
  model: Pick<Model, 'kind' | 'classes' | 'thresholds'>,
  { confidenceThreshold, byClass, inScopeShare, atLeastOne }: AskedThresholds,
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
