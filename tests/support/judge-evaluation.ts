import type { LabelledText } from '@taxon/testkit/data/labels-file';
import type { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import type { ServerAccess } from '@taxon/testkit/drivers/raw-http';
import { classifyAll, type RuntimeVersion, type Target } from '@taxon/testkit/drivers/runtime-driver';
import { expect } from 'vitest';
import { countMetrics, type Judged } from './count-metrics.ts';

/**
 * Checks that the runtime answers as the evaluation says. It classifies every evaluated document at the runtime door,
 * and counts the metrics again from those answers.
 */
export async function expectRuntimeToMatchEvaluation(
  server: ServerAccess,
  authoring: AuthoringDriver,
  target: Target,
  model: string,
  texts: ReadonlyMap<string, LabelledText>,
  version: RuntimeVersion,
): Promise<{ readonly microF1: number; readonly macroF1: number; readonly documents: number }> {
  const evaluated = await authoring.evaluatedDocuments(target.project, model);
  const metrics = await authoring.evaluationMetrics(target.project, model);
  const documents = evaluated.map(({ location }) => {
    const text = texts.get(location)?.text;
    if (text === undefined) throw new Error(`${location} was evaluated but never imported`);
    return { id: location, text, language: 'en' };
  });
  const answers = await classifyAll(server, version, target, documents);
  const judged: Judged[] = evaluated.map(({ location }) => ({
    expected: [...new Set(texts.get(location)?.labels ?? [])],
    predicted: (answers.get(location) ?? []).map(({ category }) => category),
  }));
  const differing = evaluated.filter(({ location, predicted }, index) => {
    const answered = judged[index]?.predicted ?? [];
    return answered.toSorted().join('\n') !== predicted.toSorted().join('\n') || !answers.has(location);
  });
  expect(differing.map(({ location }) => location)).toEqual([]);
  const counted = countMetrics(judged, Object.keys(metrics.classes));
  for (const [name, counts] of counted.classes)
    expect({ name, ...metrics.classes[name] }).toMatchObject({ name, ...counts });
  expect(metrics.microF1).toBeCloseTo(counted.microF1, 5);
  expect(metrics.macroF1).toBeCloseTo(counted.macroF1, 5);
  return { microF1: counted.microF1, macroF1: counted.macroF1, documents: evaluated.length };
}
