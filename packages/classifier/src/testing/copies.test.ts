import { describe, expect, it } from 'vitest';
import { classify, evaluate, findCopies, openModel, splitStratified, trainSingleLabel } from '../index.ts';
import { createRandom } from '../linear/random.ts';

const words =
  'rocket copper stone window pepper garden meadow table violin purple market cloud silver alpha river island forest bridge candle engine'.split(
    ' ',
  );

/** Texts of eight random words, without an end. */
function* randomTexts(random: () => number): Generator<string> {
  for (;;) {
    const left = [...words];
    yield Array.from({ length: 8 }, () => left.splice(random() % left.length, 1)[0]).join(' ');
  }
}

/** The same text as people write it a second time. */
const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `${text}.`,
  (text) => text.toUpperCase(),
  (text) => text.replace(' ', '  '),
  (text) => `\ufeff${text}\r\n`,
  (text) => `"${text}"`,
  (text) => text.replace(' ', ', '),
  (text) => `${text} !`,
];

/** What is reported of 60 random texts with random classes, each `spell.length` times, and how sure the model is of new ones. */
function trainOnNoise(seed: number, spell: readonly ((text: string, copy: number) => string)[]) {
  const random = createRandom(seed);
  const texts = randomTexts(random);
  const next = () => texts.next().value as string;
  const documents = Array.from({ length: 60 }, () => ({ text: next(), labels: [random() % 2] })).flatMap(
    ({ text, labels }, i) =>
      spell.map((of, copy) => ({ id: `${(random() >>> 0) % 1000}-${i}-${copy}`, text: of(text, copy), labels })),
  );
  const { group } = findCopies(documents);
  const split = splitStratified(documents, 20, seed, group);
  const learned = new Set(split.train);
  const train = documents.filter(({ id }) => learned.has(id));
  const test = documents.filter(({ id }) => !learned.has(id));
  const { bytes, report } = trainSingleLabel({ classes: ['a', 'b'], documents: train }, { seed });
  const model = openModel(bytes);
  const answers = classify(
    model,
    test.map(({ text }) => text),
  );
  const outcomes = test.map(({ labels }, i) => ({ expected: labels, predicted: answers[i]?.predicted ?? [] }));
  const fresh = classify(model, Array.from({ length: 60 }, next));
  return {
    tested: evaluate('single', 2, outcomes).microF1,
    crossValidated: report.crossValidation?.microF1 ?? Number.NaN,
    confidence: fresh.reduce((sum, { scores }) => sum + Math.max(...scores), 0) / fresh.length,
  };
}

const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('copies of random texts with random classes, 20 seeds', () => {
  it.each([
    ['exact copies', Array.from({ length: 8 }, () => (text: string) => text)],
    ['other spellings', spellings],
    ['another number in each', spellings.map(() => (text: string, copy: number) => `${text} ${1000 + 37 * copy}`)],
  ])('do not look like knowledge: %s', (_, spell) => {
    const found = seeds.map((seed) => trainOnNoise(seed, spell));
    for (const of of ['tested', 'crossValidated', 'confidence'] as const) {
      const average = mean(found.map((one) => one[of]));
      expect(average, of).toBeGreaterThan(0.42);
      expect(average, of).toBeLessThan(0.6);
    }
  });
});
