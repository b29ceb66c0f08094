import { ClassifierError } from '../errors/classifier-error.ts';
import { hashString } from '../hashing/hash.ts';
import { compareCodeUnits } from '../text/compare-code-units.ts';

interface SplitDocument {
  readonly id: string;
  readonly labels: readonly number[];
}

/** Documents that stay together. */
interface SplitGroup {
  /** The smallest id of its documents. */
  readonly id: string;
  readonly ids: readonly string[];
  /** How many of its documents have each label. */
  readonly labels: ReadonlyMap<number, number>;
}

function countLabels(all: Iterable<SplitDocument>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { labels } of all) for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function toGroups(documents: readonly SplitDocument[], groups: ArrayLike<number> | undefined): SplitGroup[] {
  const members = new Map<number, SplitDocument[]>();
  for (const [index, document] of documents.entries()) {
    const group = groups?.[index] ?? index;
    const found = members.get(group);
    if (found === undefined) members.set(group, [document]);
    else found.push(document);
  }
  return Array.from(members.values(), (some) => {
    const ids = some.map(({ id }) => id).sort(compareCodeUnits);
    return { id: ids[0] ?? '', ids, labels: countLabels(some) };
  });
}

/** The groups in an order that depends only on the seed and their smallest ids. */
function shuffledById(groups: readonly SplitGroup[], seed: number): SplitGroup[] {
  return groups
    .map((group) => ({ group, key: hashString(group.id, seed) }))
    .sort((a, b) => a.key - b.key || compareCodeUnits(a.group.id, b.group.id))
    .map(({ group }) => group);
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

/** How many of `wanted` documents are still missing says whether a group of so many brings the number nearer: 1, 0 or −1. */
function gain(wanted: number, documents: number): number {
  if (wanted < 0) return -1;
  return 2 * wanted >= documents ? 1 : 0;
}

/**
 * Splits documents so that about `testPercentage` % of the documents of each class are in the test part.
 *
 * The method is iterative stratification (Sechidis, Tsoumakas, Vlahavas 2011), with the rarest class first. For single-label
 * data it is the ordinary stratified split. What is drawn are groups: documents of a group come into one part, and a class's
 * share is met as nearly as its groups allow. Every class keeps at least one training document. The result depends on ids,
 * labels, groups and seed, not on the order of the input; a group counts by its smallest id, so without groups of several
 * documents the result is that of ids alone. Both lists have the ids in ascending order of UTF-16 code units.
 *
 * @param testPercentage 0…100
 * @param groups by document: a number that the documents of its group share, as `Copies.group`. Undefined: each is by itself.
 * @throws ClassifierError `invalid-setting` for another percentage
 */
export function splitStratified(
  documents: readonly SplitDocument[],
  testPercentage: number,
  seed: number,
  groups?: ArrayLike<number>,
): { train: string[]; test: string[] } {
  if (!(testPercentage >= 0 && testPercentage <= 100)) {
    throw new ClassifierError('invalid-setting', `testPercentage must lie in 0…100, got ${testPercentage}.`);
  }
  const left = new Set(shuffledById(toGroups(documents, groups), seed));
  const remaining = countLabels(documents);
  const trainCounts = new Map<number, number>();
  const wanted = new Map([...remaining].map(([label, count]) => [label, Math.round((count * testPercentage) / 100)]));
  let wantedUnlabelled = Math.round(
    (documents.filter(({ labels }) => labels.length === 0).length * testPercentage) / 100,
  );
  const train: string[] = [];
  const test: string[] = [];
  const place = (group: SplitGroup) => {
    const labels = [...group.labels];
    const lastForTrain = labels.some(
      ([label, count]) => (remaining.get(label) ?? 0) <= count && (trainCounts.get(label) ?? 0) === 0,
    );
    const need = labels.reduce((sum, [label, count]) => sum + gain(wanted.get(label) ?? 0, count), 0);
    const isUnlabelled = labels.length === 0;
    const goesToTest = isUnlabelled ? gain(wantedUnlabelled, group.ids.length) > 0 : !lastForTrain && need > 0;
    if (isUnlabelled && goesToTest) wantedUnlabelled -= group.ids.length;
    (goesToTest ? test : train).push(...group.ids);
    for (const [label, count] of labels) {
      remaining.set(label, (remaining.get(label) ?? 0) - count);
      const counts = goesToTest ? wanted : trainCounts;
      counts.set(label, (counts.get(label) ?? 0) + (goesToTest ? -count : count));
    }
    left.delete(group);
  };
  for (let label = rarest(remaining); label !== undefined; label = rarest(remaining)) {
    for (const group of left) if (group.labels.has(label)) place(group);
  }
  for (const group of left) place(group);
  return { train: train.sort(compareCodeUnits), test: test.sort(compareCodeUnits) };
}
