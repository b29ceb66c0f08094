import { describe, expect, it } from 'vitest';
import { resolveAnswerRules, toClassifyOptions } from './answer-rules.ts';

const none = { confidenceThreshold: undefined, byClass: {}, inScopeShare: undefined, atLeastOne: undefined };

describe('resolveAnswerRules', () => {
  it('are the deployment’s, else the project’s, else none', () => {
    expect(resolveAnswerRules({}, {})).toEqual(none);
    const project = { confidenceThreshold: 0.2, outOfScope: 0.9, atLeastOne: false };
    const asked = { confidenceThreshold: 0.2, inScopeShare: 0.9, atLeastOne: false };
    expect(resolveAnswerRules({}, project)).toEqual({ ...none, ...asked });
    const deployment = { confidenceThreshold: 0.7, outOfScope: 0.99, atLeastOne: true, thresholds: { a: 0.1 } };
    expect(resolveAnswerRules(deployment, project)).toEqual({
      confidenceThreshold: 0.7,
      inScopeShare: 0.99,
      atLeastOne: true,
      byClass: { a: 0.1 },
    });
  });

  it('a deployment can switch off what the project has', () => {
    const off = resolveAnswerRules(
      { confidenceThreshold: 0, outOfScope: 1 },
      { confidenceThreshold: 0.2, outOfScope: 0.9 },
    );
    expect(off).toEqual(none);
  });
});

describe('toClassifyOptions', () => {
  const single = { kind: 'single', classes: ['a', 'b'], thresholds: [] } as const;
  const multi = { kind: 'multi', classes: ['a', 'constructor'], thresholds: [0.4, 0.6] } as const;

  it('takes the deployment before the project, and 0 for none', () => {
    expect(toClassifyOptions(single, resolveAnswerRules({}, {}))).toEqual({});
    expect(toClassifyOptions(single, resolveAnswerRules({}, { confidenceThreshold: 0.3 }))).toEqual({
      confidenceThreshold: 0.3,
    });
    const own = resolveAnswerRules({ confidenceThreshold: 0.8 }, { confidenceThreshold: 0.3 });
    expect(toClassifyOptions(single, own)).toEqual({ confidenceThreshold: 0.8 });
    expect(
      toClassifyOptions(single, resolveAnswerRules({ confidenceThreshold: 0 }, { confidenceThreshold: 0.3 })),
    ).toEqual({});
  });

  it('decides what is out of scope beside the confidence threshold, and switches "at least one"', () => {
    expect(toClassifyOptions(single, resolveAnswerRules({}, { outOfScope: 0.95 }))).toEqual({ inScopeShare: 0.95 });
    expect(toClassifyOptions(single, resolveAnswerRules({}, { outOfScope: 0.9, confidenceThreshold: 0.3 }))).toEqual({
      inScopeShare: 0.9,
      confidenceThreshold: 0.3,
    });
    const switched = toClassifyOptions(multi, resolveAnswerRules({}, { atLeastOne: false }));
    expect(switched).toEqual({ thresholds: [0.4, 0.6], atLeastOne: false });
    const threshold = { atLeastOne: true, confidenceThreshold: 0.7 };
    expect(toClassifyOptions(multi, resolveAnswerRules({}, threshold)).atLeastOne).toBe(false);
  });

  it('uses the tuned thresholds of a multi-label model until somebody says otherwise', () => {
    expect(toClassifyOptions(multi, resolveAnswerRules({}, {}))).toEqual({ thresholds: [0.4, 0.6] });
    const perClass = resolveAnswerRules({ thresholds: { a: 0.9 } }, {});
    expect(toClassifyOptions(multi, perClass)).toEqual({ thresholds: [0.9, 0.6] });
    const both = resolveAnswerRules({ thresholds: { a: 0.9 } }, { confidenceThreshold: 0.7 });
    expect(toClassifyOptions(multi, both)).toEqual({ thresholds: [0.9, 0.7], atLeastOne: false });
  });
});
