import type { ModelEvaluation } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { toDocumentEvaluation, toEvaluationSummary } from './evaluation-wire.ts';

const perClass = {
  f1: 0.5,
  precision: 1,
  recall: 0.25,
  truePositives: 1,
  trueNegatives: 2,
  falsePositives: 0,
  falseNegatives: 3,
};
const averages = {
  microF1: 0.1,
  microPrecision: 0.2,
  microRecall: 0.3,
  macroF1: 0.4,
  macroPrecision: 0.5,
  macroRecall: 0.6,
};
const evaluation = (kind: 'single' | 'multi', confusion: number[][] | undefined): ModelEvaluation => ({
  kind,
  options: { kind: 'percentage', trainingSplitPercentage: 80, testingSplitPercentage: 20 },
  classes: ['__proto__', 'Action'],
  metrics: { classes: [perClass, perClass], ...averages, confusion, documents: 4 },
  counts: { trained: 8, tested: 4, unlabelled: 0, assignedToTestButSplitAutomatically: 0, cutForFeatures: 0 },
});

describe('toEvaluationSummary', () => {
  it('has one row a labelled class, percentages of the row, and no empty cells', () => {
    const confusion = [
      [3, 1],
      [0, 0],
    ];
    const summary = JSON.stringify(toEvaluationSummary(evaluation('single', confusion)));
    expect(summary).toContain(
      '"confusionMatrix":{"__proto__":{"__proto__":{"normalizedValue":75,"rawValue":3},"Action":{"normalizedValue":25,"rawValue":1}}}',
    );
  });

  it('keeps a class called __proto__ and the averages', () => {
    const summary = toEvaluationSummary(evaluation('multi', undefined));
    const body = summary.customMultiLabelClassificationEvaluation;
    expect(Object.keys(body?.classes ?? {})).toEqual(['__proto__', 'Action']);
    expect(body).toMatchObject(averages);
    expect(body).not.toHaveProperty('confusionMatrix');
    expect(body?.classes.Action).toEqual({
      f1: 0.5,
      precision: 1,
      recall: 0.25,
      truePositiveCount: 1,
      trueNegativeCount: 2,
      falsePositiveCount: 0,
      falseNegativeCount: 3,
    });
    expect(summary.evaluationOptions).toEqual({
      kind: 'percentage',
      trainingSplitPercentage: 80,
      testingSplitPercentage: 20,
    });
  });
});

describe('toDocumentEvaluation', () => {
  it('answers one class or a list, as the kind says, and None for an abstention', () => {
    const document = { name: 'a.txt', language: 'en', expected: ['x'], predicted: [], scores: [0.3] };
    expect(toDocumentEvaluation(document, 'single')).toEqual({
      location: 'a.txt',
      language: 'en',
      projectKind: 'CustomSingleLabelClassification',
      customSingleLabelClassificationResult: { expectedClass: 'x', predictedClass: 'None' },
    });
    expect(toDocumentEvaluation(document, 'multi')).toMatchObject({
      customMultiLabelClassificationResult: { expectedClasses: ['x'], predictedClasses: [] },
    });
  });
});
