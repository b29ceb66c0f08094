import { describe, expect, it } from 'vitest';
import { outOfScopeThreshold } from '../decision/out-of-scope.ts';
import { openModel } from '../model-file/open-model.ts';
import { checkDocuments } from '../testing/check-classifier.ts';
import { trainSingleLabel } from '../training/train.ts';
import { classify } from './classify.ts';

describe('the largest raw score', () => {
  const input = checkDocuments('single', 20);
  const model = openModel(trainSingleLabel(input, { seed: 3 }).bytes);
  const known = input.documents.map(({ text }) => text);
  const foreign = ['quarterly yields of municipal bonds', 'zzz', ''];

  it('is lower for foreign texts, and decides what is out of scope', () => {
    const inScopeShare = 0.9;
    const answers = classify(model, [...known, ...foreign], { inScopeShare });
    const least = outOfScopeThreshold(model.topScoreQuantiles, inScopeShare);
    for (const { topScore, abstained } of answers) expect(abstained).toBe(topScore < least);
    const lowestKnown = Math.min(...answers.slice(0, known.length).map(({ topScore }) => topScore));
    for (const { topScore } of answers.slice(known.length)) expect(topScore).toBeLessThan(lowestKnown);
  });

  it('does not depend on what is decided with it', () => {
    const tops = (options: object) => classify(model, known, options).map(({ topScore }) => topScore);
    expect(tops({ inScopeShare: 0.5, confidenceThreshold: 1 })).toEqual(tops({}));
  });
});
