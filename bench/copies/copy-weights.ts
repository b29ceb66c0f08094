import { readFileSync } from 'node:fs';
import {
  classify,
  evaluate,
  openEncoder,
  openModel,
  reliability,
  type TrainingDocument,
  toClassIndices,
  trainMultiLabel,
  trainSingleLabel,
} from '@taxon/classifier';
import { randomOf, shuffled } from '../accuracy/tasks/draw.ts';
import { readSet } from '../accuracy/tasks/read-set.ts';
import type { LabelledText } from '../accuracy/tasks/task.ts';

const encoder = openEncoder(
  readFileSync(new URL('../../packages/classifier/assets/static-en-144.bin', import.meta.url)),
);

/** Texts that are drawn from the training part, three times. */
const sets = [
  ['sms_spam', 'single', 4460],
  ['trec', 'single', 3000],
  ['banking77', 'single', 3000],
  ['ag_news', 'single', 3000],
  ['nlupp', 'multi', 2467],
  ['cooking_tags', 'multi', 2000],
] as const;

/** How often each text stands among the documents, by a random number of 0…1, and the share of wrong labels. */
const ways = [
  { name: 'as they are', copies: () => 1, wrong: 0 },
  { name: 'each 3 times', copies: () => 3, wrong: 0 },
  { name: 'a tenth 20 times', copies: (r: number) => (r < 0.1 ? 20 : 1), wrong: 0 },
  {
    name: '1/r times, at most 40',
    copies: (r: number) => Math.max(1, Math.min(40, Math.floor(1 / (r + 0.02)))),
    wrong: 0,
  },
  { name: 'each 3 times, 15 % wrong', copies: () => 3, wrong: 0.15 },
] as const;

type Way = (typeof ways)[number];

function repeated(
  texts: readonly LabelledText[],
  { copies, wrong }: Way,
  {
    classCount,
    indicesOf,
    seed,
  }: { classCount: number; indicesOf: (names: readonly string[]) => number[]; seed: number },
): TrainingDocument[] {
  const random = randomOf(seed);
  return texts.flatMap(({ text, labels }, i) => {
    const isWrong = random() < wrong;
    const given = isWrong ? [Math.floor(random() * classCount)] : indicesOf(labels);
    return Array.from({ length: copies(random()) }, (_, copy) => ({ id: `${i}-${copy}`, text, labels: given }));
  });
}

/** Micro F1, macro F1 and calibration error on new texts, and cross-validated micro F1, in percent. */
function measure(
  [set, kind, count]: (typeof sets)[number],
  way: Way,
  copies: 'once' | 'every',
  seed: number,
): number[] {
  const texts = shuffled(readSet(set, 'train'), seed).slice(0, count);
  const classes = [...new Set(texts.flatMap(({ labels }) => labels))].sort();
  const indicesOf = toClassIndices(classes);
  const test = readSet(set, 'test').filter(({ labels }) => labels.every((one) => classes.includes(one)));
  const documents = repeated(texts, way, { classCount: classes.length, indicesOf, seed });
  const train = kind === 'single' ? trainSingleLabel : trainMultiLabel;
  const { bytes, report } = train({ classes, documents }, { seed: 1, encoder, settings: { copies } });
  const answers = classify(
    openModel(bytes, { encoders: [encoder] }),
    test.map(({ text }) => text),
  );
  const expected = test.map(({ labels }) => indicesOf(labels));
  const outcomes = answers.map(({ predicted }, i) => ({ expected: expected[i] ?? [], predicted }));
  const { microF1, macroF1 } = evaluate(kind, classes.length, outcomes);
  const scored = answers.map(({ scores }, i) => ({ expected: expected[i] ?? [], scores }));
  const { expectedCalibrationError } = reliability(kind === 'single' ? 'best' : 'every', scored);
  return [microF1, macroF1, expectedCalibrationError, report.crossValidation?.microF1 ?? 0].map((one) => 100 * one);
}

/** Whether copies of a text should count once together or each by itself: both on texts that were repeated in several ways. */
export function measureCopyWeights(draws: number): void {
  console.info('| set | texts | once: micro, macro, calibration error, held out | every: the same |');
  console.info('| --- | --- | --- | --- |');
  for (const set of sets) {
    for (const way of ways) {
      const cells = (['once', 'every'] as const).map((copies) => {
        const found = Array.from({ length: draws }, (_, i) => measure(set, way, copies, i + 1));
        const means = [0, 1, 2, 3].map((k) => found.reduce((sum, one) => sum + (one[k] ?? 0), 0) / draws);
        return means.map((one) => one.toFixed(1)).join(' / ');
      });
      console.info(`| ${set[0]} | ${way.name} | ${cells.join(' | ')} |`);
    }
  }
}
