import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTextElements } from './text-elements.ts';

const whole = (text: string): number => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length;

describe('counting text elements', () => {
  it('counts what a reader sees', () => {
    expect(countTextElements('')).toBe(0);
    expect(countTextElements('abc')).toBe(3);
    expect(countTextElements('a\r\nb\n\r')).toBe(5);
    expect(countTextElements('👨‍👩‍👧e\u0301🇩🇪')).toBe(3);
  });

  it('counts in pieces what it counts in one go', () => {
    const bits = fc.constantFrom(
      'a',
      '\r\n',
      '\r',
      '\n',
      'é',
      'e\u0301',
      '👨‍👩‍👧',
      '🇩',
      '🇪',
      '한',
      '\u1100',
      '\u0915\u094d\u0937',
      '\ud83d',
      ' ',
    );
    const texts = fc.array(bits, { maxLength: 1500 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => countTextElements(text) === whole(text)),
      { seed: 4711, numRuns: 150 },
    );
  });

  it('gives a cluster that is longer than a piece the room it needs', () => {
    const long = `a${'\u0301'.repeat(3000)}`;
    expect(countTextElements(`${long}${long}b`)).toBe(3);
  });

  it('takes about linear time', () => {
    const started = performance.now();
    expect(countTextElements('👍🏽'.repeat(70_000))).toBe(70_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
