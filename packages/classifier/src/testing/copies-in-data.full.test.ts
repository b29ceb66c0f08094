import { readDataSet, sharedDataAvailable } from '@taxon/testkit/data/shared-data';
import { describe, expect, it } from 'vitest';
import { classify, evaluate, findCopies, openModel, splitStratified, trainSingleLabel } from '../index.ts';
import { createRandom } from '../linear/random.ts';

const classes = ['ham', 'spam'];
const WRONG = 0.15;

describe.skipIf(!sharedDataAvailable)('SMS, every text three times, with 15 % wrong labels', () => {
  it.each(['text', 'document'] as const)('is reported as new texts will find it: labels wrong by %s', async (by) => {
    const random = createRandom(7);
    const label = (one: string | undefined) => {
      const right = one === 'spam' ? 1 : 0;
      return random() / 0x1_0000_0000 < WRONG ? 1 - right : right;
    };
    const known = await readDataSet('sms_spam', 'train');
    const documents = known.flatMap(({ text, labels }, i) => {
      const ofText = label(labels[0]);
      return Array.from({ length: 3 }, (_, copy) => {
        return { id: `${i}-${copy}`, text, labels: [by === 'text' ? ofText : label(labels[0])] };
      });
    });
    const split = splitStratified(documents, 20, 1, findCopies(documents).group);
    const learned = new Set(split.train);
    const { bytes, report } = trainSingleLabel(
      { classes, documents: documents.filter(({ id }) => learned.has(id)) },
      { seed: 1 },
    );
    const model = openModel(bytes);
    const f1 = (given: readonly { readonly text: string; readonly labels: readonly number[] }[]) => {
      const answers = classify(
        model,
        given.map(({ text }) => text),
      );
      const outcomes = given.map(({ labels }, i) => ({ expected: labels, predicted: answers[i]?.predicted ?? [] }));
      return evaluate('single', 2, outcomes).microF1;
    };
    // New texts get their labels from the same people, who are wrong as often.
    const fresh = (await readDataSet('sms_spam', 'test')).map(({ text, labels }) => ({
      text,
      labels: [label(labels[0])],
    }));
    const reported = f1(documents.filter(({ id }) => !learned.has(id)));
    const found = f1(fresh);
    console.info(`labels wrong by ${by}: reported ${reported.toFixed(3)}, new texts ${found.toFixed(3)}`);
    expect(Math.abs(reported - found)).toBeLessThan(0.02);
    expect(Math.abs((report.crossValidation?.microF1 ?? 0) - found)).toBeLessThan(0.02);
  });
});
