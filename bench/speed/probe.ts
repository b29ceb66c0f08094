// One measurement of our own classifier in a process of its own: `probe.ts <what> <sparse|static> <answer.json>`.
import { readFileSync, writeFileSync } from 'node:fs';
import {
  classify,
  createLiveModel,
  type Encoder,
  evaluate,
  openEncoder,
  openModel,
  trainSingleLabel,
} from '@taxon/classifier';
// Parts that the package does not export. The speed of each is promised.
import { createFeaturizer } from '../../packages/classifier/src/prediction/featurizer.ts';
import { prepareText } from '../../packages/classifier/src/text/prepare.ts';
import { createTokens, tokenize } from '../../packages/classifier/src/text/tokenizer.ts';
import { cpuSeconds } from '../accuracy/peers/peer-io.ts';
import { randomOf } from '../accuracy/tasks/draw.ts';
import { readSet } from '../accuracy/tasks/read-set.ts';
import type { LabelledText } from '../accuracy/tasks/task.ts';

const [what, variant, answerFile = ''] = process.argv.slice(2);
const options = encoderOptions();

function encoderOptions(): { encoder?: Encoder } {
  if (variant !== 'static') return {};
  const file = new URL('../../packages/classifier/assets/static-en-144.bin', import.meta.url);
  return { encoder: openEncoder(readFileSync(file)) };
}

const encoders = options.encoder === undefined ? [] : [options.encoder];

function prepare(texts: readonly LabelledText[], classes: readonly string[]) {
  return texts.map(({ text, labels }, at) => ({
    id: `${at}`,
    text,
    labels: labels.map((one) => classes.indexOf(one)),
  }));
}

const classesOf = (texts: readonly LabelledText[]) => [...new Set(texts.flatMap(({ labels }) => labels))].sort();
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Trains with out-of-fold scores and calibration, opens the model, classifies and evaluates the test part. */
function retrain(): Record<string, number> {
  const train = readSet('banking77', 'train');
  const test = readSet('banking77', 'test');
  const classes = classesOf(train);
  const documents = prepare(train, classes);
  const tests = prepare(test, classes);
  const once = () => {
    const started = performance.now();
    const cpu = cpuSeconds();
    const { bytes } = trainSingleLabel({ classes, documents }, { seed: 1, ...options });
    const trained = cpuSeconds();
    const opening = performance.now();
    const model = openModel(bytes, { encoders });
    const openMilliseconds = performance.now() - opening;
    const predictions = classify(
      model,
      tests.map(({ text }) => text),
    );
    const outcomes = predictions.map(({ predicted }, row) => ({ expected: tests[row]?.labels ?? [], predicted }));
    const { microF1 } = evaluate('single', classes.length, outcomes);
    const wallSeconds = (performance.now() - started) / 1000;
    return { cpu: cpuSeconds() - cpu, trainCpu: trained - cpu, wallSeconds, openMilliseconds, microF1 };
  };
  const cold = once();
  // The second training in the same process, as in a worker that trains again while people label.
  const warm = once();
  return { ...cold, warmCpu: warm.cpu, warmTrainCpu: warm.trainCpu, openMilliseconds: warm.openMilliseconds };
}

const CHARACTERS = 12_800_000;

/** Joins halves of two AG News texts of one class, until there are 12.8 million characters. */
function spliced(): { classes: string[]; documents: ReturnType<typeof prepare> } {
  const texts = readSet('ag_news', 'train');
  const classes = classesOf(texts);
  const byClass = new Map(classes.map((name) => [name, texts.filter(({ labels }) => labels[0] === name)]));
  const random = randomOf(1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const documents: LabelledText[] = [];
  for (let total = 0; total < CHARACTERS; ) {
    const name = pick(classes);
    const own = byClass.get(name) ?? [];
    const [first, second] = [pick(own).text, pick(own).text];
    const text = `${first.slice(0, first.length / 2)} ${second.slice(second.length / 2)}`.slice(0, CHARACTERS - total);
    documents.push({ text, labels: [name], language: 'en' });
    total += text.length;
  }
  return { classes, documents: prepare(documents, classes) };
}

function characters(): Record<string, number> {
  const { classes, documents } = spliced();
  const started = performance.now();
  const cpu = cpuSeconds();
  const { report, bytes } = trainSingleLabel({ classes, documents }, { seed: 1, ...options });
  return {
    cpu: cpuSeconds() - cpu,
    wallSeconds: (performance.now() - started) / 1000,
    documents: documents.length,
    features: report.features,
    modelBytes: bytes.length,
    peakRss: process.resourceUsage().maxRSS * 1024,
  };
}

/** Texts for each CPU second in one thread. Banking77, 54 characters on average, scores of all classes. */
function throughput(): Record<string, number> {
  const train = readSet('banking77', 'train');
  const classes = classesOf(train);
  const { bytes } = trainSingleLabel({ classes, documents: prepare(train, classes) }, { seed: 1, ...options });
  const model = openModel(bytes, { encoders });
  const texts = [...readSet('banking77', 'test'), ...train].map(({ text }) => text);
  classify(model, texts);
  const rates = Array.from({ length: 5 }, () => {
    const start = cpuSeconds();
    for (let at = 0; at < texts.length; at += 1000) classify(model, texts.slice(at, at + 1000));
    return texts.length / (cpuSeconds() - start);
  }).sort((a, b) => a - b);
  const singles = texts.slice(0, 5000);
  const started = cpuSeconds();
  for (const text of singles) classify(model, [text]);
  const microsecondsForOne = (1e6 * (cpuSeconds() - started)) / singles.length;
  const characters = mean(texts.map(({ length }) => length));
  return { textsPerSecond: rates[2] ?? 0, microsecondsForOne, meanCharacters: characters };
}

/** The rate of an act on all texts, in texts for each CPU second: the median of five runs after one to warm up. */
function rateOf(texts: readonly string[], act: () => void): number {
  act();
  const rates = Array.from({ length: 5 }, () => {
    const start = cpuSeconds();
    act();
    return texts.length / (cpuSeconds() - start);
  });
  return rates.sort((a, b) => a - b)[2] ?? 0;
}

/** Each step from a text to numbers alone, in one thread, on all texts of Banking77. */
function features(): Record<string, number> {
  const train = readSet('banking77', 'train');
  const texts = [...readSet('banking77', 'test'), ...train].map(({ text }) => text);
  if (options.encoder !== undefined) {
    const { encoder } = options;
    const embed = () => {
      for (let at = 0; at < texts.length; at += 1000) encoder.embed(texts.slice(at, at + 1000));
    };
    return { embeddedPerSecond: rateOf(texts, embed) };
  }
  const classes = classesOf(train);
  const model = openModel(trainSingleLabel({ classes, documents: prepare(train, classes) }, { seed: 1 }).bytes);
  const [tokens, featurizer] = [createTokens(), createFeaturizer()];
  const tokenized = rateOf(texts, () => {
    for (const text of texts) tokenize(prepareText(text).text, tokens);
  });
  const transformed = rateOf(texts, () => {
    for (const text of texts) featurizer.featurize(model, prepareText(text).text, undefined);
  });
  return {
    tokenizedCharactersPerSecond: tokenized * mean(texts.map(({ length }) => length)),
    transformedPerSecond: transformed,
  };
}

/** The time from a labelled document, added to 10,000, to a model that knows it. The median of ten additions. */
function live(): Record<string, number> {
  const train = readSet('banking77', 'train');
  const classes = classesOf(train);
  const documents = prepare(train, classes);
  const [added, start] = [documents.slice(0, 10), documents.slice(10)];
  const model = createLiveModel('single', { classes, documents: start.slice(0, 10_000) }, { seed: 1, ...options });
  const cpus = added.map((document) => {
    const before = cpuSeconds();
    openModel(model.update({ set: [document] }).bytes, { encoders });
    return cpuSeconds() - before;
  });
  return { cpu: cpus.sort((a, b) => a - b)[cpus.length >> 1] ?? 0, documents: model.documents() };
}

const probes: Record<string, () => Record<string, number>> = { retrain, characters, features, throughput, live };
const probe = probes[what ?? ''];
if (probe === undefined) throw new Error(`No probe ${what}: ${Object.keys(probes).join(', ')}.`);
writeFileSync(answerFile, JSON.stringify(probe()));
