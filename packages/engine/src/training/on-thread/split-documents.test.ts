import { describe, expect, it } from 'vitest';
import { type LabelledDocument, splitDocuments } from './split-documents.ts';

function document(index: number, part: Partial<LabelledDocument> = {}): LabelledDocument {
  const labels = [index % 2 === 0 ? 'even' : 'odd'];
  return { name: `d${index}`, text: `text ${index}`, language: undefined, dataset: undefined, labels, ...part };
}

const percentage = { kind: 'percentage', trainingSplitPercentage: 80, testingSplitPercentage: 20 } as const;
const namesOf = (documents: readonly LabelledDocument[]) => documents.map(({ name }) => name);

describe('splitDocuments', () => {
  it('takes a document without a dataset for training in a manual split', () => {
    const all = [document(0, { dataset: 'test' }), document(1), document(2, { dataset: 'train' })];
    const split = splitDocuments(all, { kind: 'manual' }, 1);
    expect(namesOf(split.train)).toEqual(['d1', 'd2']);
    expect(namesOf(split.test)).toEqual(['d0']);
    expect(split.assignedToTestButSplitAutomatically).toBe(0);
  });

  it('draws an automatic split from what is not assigned to test, with every class in both parts', () => {
    const all = [...Array.from({ length: 50 }, (_, i) => document(i)), document(50, { dataset: 'test' })];
    const split = splitDocuments(all, percentage, 1);
    expect([split.train.length, split.test.length]).toEqual([40, 10]);
    expect(split.assignedToTestButSplitAutomatically).toBe(1);
    for (const part of [split.train, split.test]) {
      expect(part.filter(({ labels }) => labels[0] === 'odd')).toHaveLength(part.length / 2);
    }
    expect(new Set(namesOf([...split.train, ...split.test]))).toEqual(new Set(namesOf(all.slice(0, 50))));
  });

  it('depends on names and seed only, not on the order of the documents', () => {
    const all = Array.from({ length: 40 }, (_, i) => document(i));
    const split = splitDocuments(all, percentage, 7);
    expect(splitDocuments([...all].reverse(), percentage, 7)).toEqual(split);
    expect(namesOf(splitDocuments(all, percentage, 8).test)).not.toEqual(namesOf(split.test));
  });

  it('takes names of object members as classes', () => {
    const all = Array.from({ length: 20 }, (_, i) =>
      document(i, { labels: [i % 2 === 0 ? '__proto__' : 'constructor'] }),
    );
    expect(splitDocuments(all, percentage, 1).test).toHaveLength(4);
  });

  it('puts copies and near-copies of a text into one part', () => {
    const all = Array.from({ length: 200 }, (_, i) => {
      const number = i >> 2;
      const word = 'abcdefghij'[number % 10] ?? '';
      const text = `${word.repeat(1 + (number % 7))} waits ${word}${word} by the ${'xyzuvw'[number % 6]} gate ${number}q`;
      return document(i, {
        text: i % 2 === 0 ? text : `${text.toUpperCase()} !`,
        labels: [number % 2 === 0 ? 'even' : 'odd'],
      });
    });
    const { train, test, repeatedInTest } = splitDocuments(all, percentage, 3);
    const numbersOf = (some: readonly LabelledDocument[]) =>
      new Set(some.map(({ name }) => Number(name.slice(1)) >> 2));
    const trained = numbersOf(train);
    for (const number of numbersOf(test)) expect(trained.has(number)).toBe(false);
    expect(test.length).toBeGreaterThan(20);
    expect(repeatedInTest).toEqual([]);
  });

  it('names test documents of a manual split whose text is trained on', () => {
    const all = [
      document(0),
      document(1),
      document(2, { text: 'TEXT 1', dataset: 'test' }),
      document(3, { dataset: 'test' }),
    ];
    expect(splitDocuments(all, { kind: 'manual' }, 1).repeatedInTest).toEqual(['d2']);
  });
});
