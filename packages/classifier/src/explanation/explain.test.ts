import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  classify,
  createSimilarIndex,
  explain,
  openEncoder,
  openModel,
  toOffsets,
  trainMultiLabel,
  trainSingleLabel,
} from '../index.ts';
import { createRandom } from '../linear/random.ts';
import { createScorer } from '../prediction/score-text.ts';
import { checkDocuments } from '../testing/check-classifier.ts';

const encoder = openEncoder(readFileSync(new URL('../../assets/static-en-144.bin', import.meta.url)));
const input = checkDocuments('single', 12);
const sparse = openModel(trainSingleLabel(input, { seed: 1 }).bytes);
const dense = openModel(trainSingleLabel(input, { seed: 1, encoder }).bytes, { encoders: [encoder] });
const TEXT = 'Please, my PARCEL with the naïve courier was late – why? 😀';

describe.each([
  ['sparse', sparse],
  ['with encoder', dense],
])('explain (%s)', (_, model) => {
  it('adds up to the difference of the raw scores', () => {
    const raw = new Float64Array(3);
    createScorer().score(model, TEXT, model.dense?.encoder.embed([TEXT]), raw);
    const { words, baseline, margin } = explain(model, TEXT, 0, 1);
    const sum = words.reduce((total, { contribution }) => total + contribution, baseline);
    expect(Math.abs(margin - ((raw[0] ?? 0) - (raw[1] ?? 0)))).toBeLessThan(1e-4);
    expect(Math.abs(sum - margin)).toBeLessThan(1e-4);
  });

  it('points at the words of the original text', () => {
    const { words } = explain(model, TEXT, 0, 1);
    expect(words.map(({ start, end }) => TEXT.slice(start, end))).toEqual([
      'Please',
      'my',
      'PARCEL',
      'with',
      'the',
      'naïve',
      'courier',
      'was',
      'late',
      'why',
      '😀',
    ]);
    const best = [...words].sort((a, b) => b.contribution - a.contribution).slice(0, 3);
    for (const { start, end } of best) expect(['PARCEL', 'courier', 'late']).toContain(TEXT.slice(start, end));
  });

  it('names words whose removal lowers the score more than that of random ones', () => {
    const random = createRandom(5);
    let named = 0;
    let anyWord = 0;
    for (const { text, labels } of input.documents) {
      const c = labels[0] ?? 0;
      const { words } = explain(model, text, c, (c + 1) % 3);
      const without = ({ start, end }: { start: number; end: number }) => text.slice(0, start) + text.slice(end);
      const top = words.reduce((best, word) => (word.contribution > best.contribution ? word : best));
      const other = words[random() % words.length] ?? top;
      const scoreOf = (one: string) => classify(model, [one])[0]?.scores[c] ?? 0;
      named += scoreOf(text) - scoreOf(without(top));
      anyWord += scoreOf(text) - scoreOf(without(other));
    }
    expect(named).toBeGreaterThan(1.5 * anyWord);
  });
});

describe('explain', () => {
  it('explains multi-label classes against nothing, and texts without words', () => {
    const model = openModel(trainMultiLabel(checkDocuments('multi'), { seed: 1 }).bytes);
    const { words, againstIndex } = explain(model, 'refund my card', 1);
    expect(againstIndex).toBeUndefined();
    expect(words[0]?.contribution).toBeGreaterThan(0);
    expect(explain(model, '', 0)).toMatchObject({ words: [], margin: model.weights.bias[0] });
  });

  it('keeps its offsets where normalising changes lengths', () => {
    const text = '㎏ ﬁne e\u0301clair 한글 ①ok';
    const { words } = explain(sparse, text, 0, 1);
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['㎏', 'ﬁne', 'e\u0301clair', '한글', '①ok']);
  });
});

describe('toOffsets', () => {
  it('counts code points and graphemes', () => {
    const text = 'a😀e\u0301b';
    expect([0, 1, 3, 5, 6].map(toOffsets(text, 'code-points'))).toEqual([0, 1, 2, 4, 5]);
    expect([0, 1, 3, 5, 6].map(toOffsets(text, 'graphemes'))).toEqual([0, 1, 2, 3, 4]);
    expect(toOffsets(text, 'utf16')(3)).toBe(3);
  });
});

describe('createSimilarIndex', () => {
  it('finds the text itself first, and nothing for foreign texts', () => {
    for (const model of [sparse, dense]) {
      const texts = input.documents.map(({ text }) => text);
      const index = createSimilarIndex(model, texts);
      const [first, second] = index.find(texts[5] ?? '', 2);
      expect(texts[first?.position ?? -1]).toBe(texts[5]);
      expect(first?.similarity).toBeCloseTo(1, 5);
      expect(second?.similarity).toBeLessThanOrEqual(first?.similarity ?? 0);
      expect(index.find('жжж', 3)).toEqual([]);
    }
  });
});
