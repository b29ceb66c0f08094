import { classify, compareCodeUnits, evaluate, type Model, type Outcome, toClassIndices } from '@taxon/classifier';
import type { EvaluatedDocument } from '../../models/index.ts';
import type { TrainSetup } from './messages.ts';
import type { LabelledDocument } from './split-documents.ts';

/** Metrics by class name over the classes that were expected or predicted at least once. */
export interface MeasuredModel {
  readonly classes: readonly string[];
  readonly metrics: ReturnType<typeof evaluate>;
  readonly documents: readonly EvaluatedDocument[];
}

const textsAStep = 64;

/**
 * Classifies the test documents with the model as it will serve (int8 weights, its own thresholds, no confidence
 * threshold of project or deployment) and compares. `onStep` hears the share done, 0…1, and may throw to stop.
 */
export function evaluateModel(
  model: Model,
  test: readonly LabelledDocument[],
  { language, settings: { atLeastOne } }: Pick<TrainSetup, 'language' | 'settings'>,
  onStep: (share: number) => void,
): MeasuredModel {
  const documents: EvaluatedDocument[] = [];
  for (let from = 0; from < test.length; from += textsAStep) {
    const step = test.slice(from, from + textsAStep);
    const predictions = classify(
      model,
      step.map(({ text }) => text),
      atLeastOne === undefined ? {} : { atLeastOne },
    );
    for (const [index, document] of step.entries()) {
      const prediction = predictions[index];
      if (prediction === undefined) continue;
      documents.push({
        name: document.name,
        language: document.language ?? language,
        expected: document.labels,
        predicted: prediction.predicted.map((at) => model.classes[at] ?? ''),
        scores: Array.from(prediction.scores),
      });
    }
    onStep(documents.length / test.length);
  }
  const classes = [...new Set(documents.flatMap(({ expected, predicted }) => [...expected, ...predicted]))].sort(
    compareCodeUnits,
  );
  return { classes, metrics: evaluate(model.kind, classes.length, outcomesIn(classes, documents)), documents };
}

/** The outcomes by index of `classes`, which name every class that a document was expected or predicted to have. */
export function outcomesIn(classes: readonly string[], documents: readonly EvaluatedDocument[]): Outcome[] {
  const indicesOf = toClassIndices(classes);
  return documents.map(({ expected, predicted }) => {
    return { expected: indicesOf(expected), predicted: indicesOf(predicted) };
  });
}
