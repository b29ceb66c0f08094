import { type Copies, compareCodeUnits, findCopies, splitStratified, toClassIndices } from '@taxon/classifier';
import type { Dataset } from '../../files/index.ts';
import type { EvaluationOptions } from '../../models/index.ts';

/** One labelled document as the trainer sees it. Labels are class names in ascending order by code unit. */
export interface LabelledDocument {
  readonly name: string;
  readonly text: string;
  readonly language: string | undefined;
  readonly dataset: Dataset | undefined;
  readonly labels: readonly string[];
}

/** Documents to train on and to test on, both in ascending order of their names. */
export interface DocumentSplit {
  readonly train: readonly LabelledDocument[];
  readonly test: readonly LabelledDocument[];
  /** Assigned to test, and therefore in neither part of an automatic split. */
  readonly assignedToTestButSplitAutomatically: number;
  /** Their names. */
  readonly leftOut: readonly string[];
  /** The documents of both parts in ascending order of their names, and the copies among them. */
  readonly considered: readonly LabelledDocument[];
  readonly copies: Copies;
  /** The names of test documents whose text, or a near-copy of it, also stands in training. Only a manual split has such. */
  readonly repeatedInTest: readonly string[];
}

/**
 * Manual: each document's own dataset, undefined counting as train. Percentage: a stratified draw from the documents
 * that are not assigned to test; those are left out of both parts and counted. Copies and near-copies of a text come into
 * one part.
 */
export function splitDocuments(
  documents: readonly LabelledDocument[],
  evaluation: EvaluationOptions,
  seed: number,
): DocumentSplit {
  const ordered = [...documents].sort((a, b) => compareCodeUnits(a.name, b.name));
  const forTraining = ordered.filter(({ dataset }) => dataset !== 'test');
  const forTest = ordered.filter(({ dataset }) => dataset === 'test');
  if (evaluation.kind === 'manual') {
    const copies = findCopies(ordered);
    const learned = new Set(copies.group.filter((_, index) => ordered[index]?.dataset !== 'test'));
    const isRepeated = (index: number) => learned.has(copies.group[index] ?? index);
    const repeatedInTest = ordered.flatMap(({ name, dataset }, index) => {
      return dataset === 'test' && isRepeated(index) ? [name] : [];
    });
    const nothing = { assignedToTestButSplitAutomatically: 0, leftOut: [] };
    return { train: forTraining, test: forTest, ...nothing, considered: ordered, copies, repeatedInTest };
  }
  const copies = findCopies(forTraining);
  const indicesOf = toClassIndices(classNamesOf(forTraining));
  const drawn = splitStratified(
    forTraining.map(({ name, labels }) => ({ id: name, labels: indicesOf(labels) })),
    evaluation.testingSplitPercentage ?? 20,
    seed,
    copies.group,
  );
  const test = new Set(drawn.test);
  return {
    train: forTraining.filter(({ name }) => !test.has(name)),
    test: forTraining.filter(({ name }) => test.has(name)),
    assignedToTestButSplitAutomatically: forTest.length,
    leftOut: forTest.map(({ name }) => name),
    considered: forTraining,
    copies,
    repeatedInTest: [],
  };
}

/** The classes that occur among the labels, in ascending order: a class nobody used is not part of a model. */
export function classNamesOf(documents: readonly LabelledDocument[]): string[] {
  return [...new Set(documents.flatMap(({ labels }) => labels))].sort(compareCodeUnits);
}
