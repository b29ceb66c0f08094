import { anyCodePoint } from '@taxon/testkit/data/any-code-point';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, explain, openModel, trainMultiLabel, trainSingleLabel } from '../index.ts';

const text = fc.oneof(
  fc.string({ unit: anyCodePoint, maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom('refund', 'card', 'parcel', '你好', '😀', '\u0000', 'ﬀ', '\ud800'), { maxLength: 8 })
    .map((a) => a.join(' ')),
);
const problem = fc.integer({ min: 1, max: 5 }).chain((classCount) =>
  fc.record({
    classes: fc.constant(['__proto__', 'constructor', 'a/b?', '', '汉'].slice(0, classCount)),
    documents: fc.array(
      fc.record({ id: fc.string({ maxLength: 4 }), text, labels: fc.subarray([0, 1, 2, 3, 4].slice(0, classCount)) }),
      { minLength: 1, maxLength: 25 },
    ),
  }),
);

describe('any documents whatsoever', () => {
  it('train into a model that opens and gives sound answers', () => {
    fc.assert(
      fc.property(
        problem,
        fc.array(text, { maxLength: 4 }),
        fc.constantFrom('log', 'squared-hinge'),
        (input, texts, loss) => {
          const options = { seed: 1, settings: { loss } } as const;
          const single = input.documents.map((document) => ({ ...document, labels: [document.labels[0] ?? 0] }));
          const models = [
            trainSingleLabel({ ...input, documents: single }, options),
            trainMultiLabel(input, options),
          ].map(({ bytes }) => openModel(bytes));
          for (const model of models) {
            for (const { scores, predicted } of classify(model, texts)) {
              expect(scores).toHaveLength(input.classes.length);
              for (const s of scores) expect(s >= 0 && s <= 1).toBe(true);
              for (const c of predicted) expect(input.classes[c]).toBeDefined();
            }
            for (const one of texts) {
              const { words, baseline, margin } = explain(model, one, 0);
              const sum = words.reduce((total, { contribution }) => total + contribution, baseline);
              expect(Math.abs(sum - margin)).toBeLessThan(1e-3);
              for (const { start, end } of words) expect(0 <= start && start < end && end <= one.length).toBe(true);
            }
          }
        },
      ),
      { seed: 77, numRuns: 40 },
    );
  }, 60_000);
});
