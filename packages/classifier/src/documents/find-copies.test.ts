import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findContradictions } from './find-contradictions.ts';
import { findCopies } from './find-copies.ts';

const of = (...texts: string[]) => texts.map((text, index) => ({ text, labels: [index % 2] }));
const groupsOf = (...texts: string[]) => Array.from(findCopies(of(...texts)).group);

// So many texts beside the ones under test that near-copies leave the classes enough groups.
const filler = 'amber birch cedar delta ember flint grove haven inlet jetty'.split(' ');

describe('findCopies', () => {
  it('groups texts that a person would call the same', () => {
    const copies = findCopies(of('Where is my card?', 'Something else', 'where is my CARD', '', '  ', '!'));
    expect(Array.from(copies.text)).toEqual([0, 1, 0, 3, 3, 5]);
    expect(copies.group).toEqual(copies.text);
  });

  it.each([
    ['another number', 'Your order 4711 will arrive on Monday', 'Your order 98 will arrive on Monday'],
    [
      'numbers with marks',
      'Your card ending 12-34 was charged 5.10 twice',
      'Your card ending 99-00 was charged 7.00 twice',
    ],
    [
      'another name',
      'Dear John, your parcel could not be delivered today, please call our office',
      'Dear Mary, your parcel could not be delivered today, please call our office',
    ],
    [
      'one word more',
      'we could not deliver your parcel today so please call our office',
      'we could not deliver your parcel today so please do call our office',
    ],
  ])('groups near-copies: %s', (_, one, other) => {
    expect(groupsOf(...filler, one, other).slice(-2)).toEqual([10, 10]);
    expect(groupsOf(...filler, other, one).slice(-2)).toEqual([10, 10]);
  });

  it.each([
    ['a short text with another number', 'room 12 please', 'room 14 please'],
    ['a short text with another word', 'why was my cash withdrawal declined', 'why was my card payment declined'],
    ['one other word of ten', 'how do I get back the money that I sent', 'how do I get back the card that I sent'],
    [
      'two other words',
      'Dear John, your parcel could not be delivered today, please call our office',
      'Dear Mary, your parcel could not be delivered today, please visit our office',
    ],
  ])('does not group %s', (_, one, other) => {
    expect(groupsOf(...filler, one, other).slice(-2)).toEqual([10, 11]);
  });

  it('does not join near-copies of a class that would be left with fewer than 5 groups', () => {
    const template = (i: number) => `your order number ${i} will arrive on Monday`;
    const texts = Array.from({ length: 20 }, (_, i) => template(i));
    const all = texts.map((text) => ({ text, labels: ['orders'] }));
    expect(new Set(findCopies(all).group).size).toBe(20);
    const others = filler.map((text) => ({ text, labels: ['orders'] }));
    expect(new Set(findCopies([...all, ...others]).group).size).toBe(11);
  });

  it('groups the same documents in any order, and each document with its equals', () => {
    const word = fc.constantFrom('a', 'B', 'ß', '1', '22', '.', ':)', '我');
    const text = fc.array(word, { maxLength: 16 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
        const documents = texts.map((one) => ({ text: one, labels: [] }));
        const { group } = findCopies(documents);
        const backwards = findCopies([...documents].reverse()).group;
        for (const [i, one] of texts.entries()) {
          expect(group[i]).toBeLessThanOrEqual(i);
          expect(group[group[i] ?? 0]).toBe(group[i]);
          for (const [k, other] of texts.entries()) {
            if (one === other) expect(group[i]).toBe(group[k]);
            const same = group[i] === group[k];
            expect(backwards[texts.length - 1 - i] === backwards[texts.length - 1 - k]).toBe(same);
          }
        }
      }),
      { seed: 30, numRuns: 300 },
    );
  });
});

describe('findContradictions', () => {
  it('finds a text under another class, or another set of classes', () => {
    const documents = [
      { text: 'Good morning', labels: ['a', 'b'] },
      { text: 'Good evening', labels: ['a'] },
      { text: 'good morning!', labels: ['b', 'a'] },
      { text: 'good evening', labels: [] },
      { text: 'GOOD EVENING', labels: ['a'] },
    ];
    expect(findContradictions(documents, findCopies(documents))).toEqual([{ documents: [1, 3, 4] }]);
  });
});
