import { ClassifierError } from '../errors/classifier-error.ts';
import { hashString } from '../hashing/hash.ts';
import { compareCodeUnits } from '../text/compare-code-units.ts';

interface SplitDocument {
  readonly id: string;
  readonly labels: readonly number[];
}

/** The documents in an order that depends only on the seed and their ids. */
function shuffledById(documents: readonly SplitDocument[], seed: number): SplitDocument[] {
  return documents
    .map((document) => ({ document, key: hashString(document.id, seed) }))
    .sort((a, b) => a.key - b.key || compareCodeUnits(a.document.id, b.document.id))
    .map(({ document }) => document);
}

function countLabels(documents: Iterable<SplitDocument>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { labels } of documents) for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** The label with the fewest documents left, and of these the smallest. Undefined when only unlabelled documents are left. */
function rarest(counts: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  for (const [label, count] of counts) {
    const least = best === undefined ? Number.POSITIVE_INFINITY : (counts.get(best) ?? 0);
    if (count > 0 && (count < least || (count === least && label < (best ?? 0)))) best = label;
  }
  return best;
}

/**
 * Splits documents so that about `testPercentage` % of the documents of each class are in the test part.
 *
 * The method is iterative stratification (Sechidis, Tsoumakas, Vlahavas 2011), with the rarest class first. For single-label
 * data it is the ordinary stratified split. Every class keeps at least one training document. The result depends on ids,
 * labels and seed, not on the order of the input. Both lists have the ids in ascending order of UTF-16 code units.
 *
 * @param testPercentage 0…100
 * @throws ClassifierError `invalid-setting` for another percentage
 */
export function splitStratified(
  documents: readonly SplitDocument[],
  testPercentage: number,
  seed: number,
): { train: string[]; test: string[] } {
  if (!(testPercentage >= 0 && testPercentage <= 100)) {
    throw new ClassifierError('invalid-setting', `testPercentage must lie in 0…100, got ${testPercentage}.`);
  }
  const left = new Set(shuffledById(documents, seed));
  const remaining = countLabels(left);
  const trainCounts = new Map<number, number>();
  const wanted = new Map([...remaining].map(([label, count]) => [label, Math.round((count * testPercentage) / 100)]));
  let wantedUnlabelled = Math.round(
    (documents.filter(({ labels }) => labels.length === 0).length * testPercentage) / 100,
  );
  const train: string[] = [];
  const test: string[] = [];
  const place = (document: SplitDocument) => {
    const { labels } = document;
    const lastForTrain = labels.some((one) => (remaining.get(one) ?? 0) <= 1 && (trainCounts.get(one) ?? 0) === 0);
    const need = labels.reduce((sum, one) => sum + Math.sign(wanted.get(one) ?? 0), 0);
    const goesToTest = labels.length === 0 ? wantedUnlabelled-- > 0 : !lastForTrain && need > 0;
    (goesToTest ? test : train).push(document.id);
    for (const one of labels) {
      remaining.set(one, (remaining.get(one) ?? 0) - 1);
      const counts = goesToTest ? wanted : trainCounts;
      counts.set(one, (counts.get(one) ?? 0) + (goesToTest ? -1 : 1));
    }
    left.delete(document);
  };
  for (let label = rarest(remaining); label !== undefined; label = rarest(remaining)) {
    for (const document of left) if (document.labels.includes(label)) place(document);
  }
  for (const document of left) place(document);
  return { train: train.sort(compareCodeUnits), test: test.sort(compareCodeUnits) };
}
