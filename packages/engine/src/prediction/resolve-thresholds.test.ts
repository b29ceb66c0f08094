import { describe, expect, it } from 'vitest';
import { askedThresholds } from './resolve-thresholds.ts';

const none = { confidenceThreshold: undefined, byClass: {}, inScopeShare: undefined, atLeastOne: undefined };

describe('askedThresholds', () => {
  it('are the deployment’s, else the project’s, else none', () => {
    expect(askedThresholds({}, {})).toEqual(none);
    const project = { confidenceThreshold: 0.2, outOfScope: 0.9, atLeastOne: false };
    const asked = { confidenceThreshold: 0.2, inScopeShare: 0.9, atLeastOne: false };
    expect(askedThresholds({}, project)).toEqual({ ...none, ...asked });
    const deployment = { confidenceThreshold: 0.7, outOfScope: 0.99, atLeastOne: true, thresholds: { a: 0.1 } };
    expect(askedThresholds(deployment, project)).toEqual({
      confidenceThreshold: 0.7,
      inScopeShare: 0.99,
      atLeastOne: true,
      byClass: { a: 0.1 },
    });
  });

  it('a deployment can switch off what the project has', () => {
    const off = askedThresholds(
      { confidenceThreshold: 0, outOfScope: 1 },
      { confidenceThreshold: 0.2, outOfScope: 0.9 },
    );
    expect(off).toEqual(none);
  });
});
