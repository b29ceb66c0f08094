import {
  classify,
  classReliability,
  evaluate,
  guidance,
  type Model,
  metricIntervals,
  outOfScopeThreshold,
  reliability,
} from '@taxon/classifier';
import type { ModelDetails, OutOfScopeStep, TestQuality } from '../../models/index.ts';
import { type MeasuredModel, outcomesIn } from './evaluate-model.ts';
import type { DocumentSplit, LabelledDocument } from './split-documents.ts';

// The shares that people choose among; another one lies between them.
const shares = [0.99, 0.95, 0.9];
// Enough to tell a percent; the whole test set of a large project would be classified three times more.
const triedDocuments = 2000;

/** What is frozen with a model beside its metrics: how it decides, and what the test documents say of that. */
export function describeModel(model: Model, split: DocumentSplit, measured: MeasuredModel, seed: number): ModelDetails {
  const { classes, thresholds, answersAtLeastOne } = model;
  return {
    classes,
    thresholds,
    answersAtLeastOne,
    outOfScope: model.kind === 'single' ? outOfScope(model, split.test) : [],
    test: split.test.length === 0 ? undefined : qualityOf(model, split, measured, seed),
  };
}

function outOfScope(model: Model, test: readonly LabelledDocument[]): OutOfScopeStep[] {
  const tried = test.slice(0, triedDocuments);
  const texts = tried.map(({ text }) => text);
  return shares.map((share) => {
    const answers = classify(model, texts, { inScopeShare: share });
    const answered = answers.filter(({ abstained }) => !abstained).length;
    const right = answers.filter(({ predicted: [best] }, i) => {
      return best !== undefined && tried[i]?.labels.includes(model.classes[best] ?? '');
    }).length;
    const threshold = outOfScopeThreshold(model.topScoreQuantiles, share);
    return {
      share,
      threshold: Number.isFinite(threshold) ? threshold : undefined,
      documents: tried.length,
      answered: tried.length === 0 ? 0 : answered / tried.length,
      accuracy: answered === 0 ? 0 : right / answered,
    };
  });
}

/** By test document: the group of its copies. */
function groupsOfTest({ test, considered, copies }: DocumentSplit): Int32Array {
  const groups = new Map(considered.map(({ name }, index) => [name, copies.group[index] ?? index]));
  return Int32Array.from(test, ({ name }) => groups.get(name) ?? -1);
}

function qualityOf(
  model: Model,
  split: DocumentSplit,
  { classes, documents }: MeasuredModel,
  seed: number,
): TestQuality {
  const guidedClasses = [...model.classes, ...classes.filter((name) => !model.classes.includes(name))];
  const outcomes = outcomesIn(guidedClasses, documents);
  const scored = documents.map(({ scores }, i) => ({ scores, expected: outcomes[i]?.expected ?? [] }));
  const testCounts = guidedClasses.map(() => 0);
  for (const { expected } of outcomes) for (const at of expected) testCounts[at] = (testCounts[at] ?? 0) + 1;
  const trainCounts = guidedClasses.map((_, at) => model.card.classDocuments[at] ?? 0);
  return {
    documents: documents.length,
    intervals: metricIntervals(classes.length, outcomesIn(classes, documents), seed, groupsOfTest(split)),
    reliability: reliability(model.kind === 'single' ? 'best' : 'every', scored),
    classReliability: model.classes.map((_, at) => classReliability(at, scored)),
    guidance: guidance(trainCounts, testCounts, evaluate(model.kind, guidedClasses.length, outcomes)),
    guidedClasses,
  };
}
