import { describe, it } from 'vitest';
import { classify, openModel, trainMultiLabel, trainSingleLabel } from '../index.ts';
import { type CheckedClassifier, classifierChecks } from './check-classifier.ts';

const single: CheckedClassifier = { kind: 'single', train: trainSingleLabel, open: openModel, classify };
const multi: CheckedClassifier = { kind: 'multi', train: trainMultiLabel, open: openModel, classify };

describe.each([
  ['single-label', single],
  ['multi-label', multi],
])('%s', (_, checked) => {
  it.each(classifierChecks.map((check) => [check.name, check] as const))(
    '%s',
    (_name, check) => {
      check.run(checked);
    },
    60_000,
  );
});
