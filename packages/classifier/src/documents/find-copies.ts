import { createTokenSequences, nearCopies } from './near-copies.ts';
import { createTextKeys } from './text-keys.ts';

/**
 * Which documents have the same text. Each list has, by document, the smallest index of the documents that it belongs to: its
 * own where it has no copy.
 */
export interface Copies {
  /** Documents with the same normal form: texts that a person would call the same. */
  readonly text: Int32Array;
  /**
   * Documents that must stay together, in a split or in folds: those with the same text, and near-copies of it. Where
   * near-copies would leave a class with fewer than `LEAST_GROUPS` groups, they are not joined: nothing could be held out of it.
   */
  readonly group: Int32Array;
}

interface CopiesDocument {
  readonly text: string;
  /** Class names or class indices. */
  readonly labels: readonly (string | number)[];
}

const LEAST_GROUPS = 5;

/** Finds the root of a document and shortens the way to it. */
function rootOf(parents: Int32Array, index: number): number {
  let root = index;
  while (parents[root] !== root) root = parents[root] as number;
  for (let at = index; at !== root; ) {
    const next = parents[at] as number;
    parents[at] = root;
    at = next;
  }
  return root;
}

/**
 * Finds the documents whose texts are the same (`normalForm`), or the same but for a number or a word (`nearCopies`). The
 * result depends on texts and labels in the given order only. 100,000 texts of 240 characters take about a second.
 */
export function findCopies(documents: readonly CopiesDocument[]): Copies {
  const keys = createTextKeys();
  const sequences = createTokenSequences();
  const firstWith = new Map<number, number>();
  const text = new Int32Array(documents.length);
  /** By distinct text: its first document. */
  const firsts: number[] = [];
  for (const [index, document] of documents.entries()) {
    const key = keys.keyOf(document.text);
    const first = firstWith.get(key);
    text[index] = first ?? index;
    if (first !== undefined) continue;
    firstWith.set(key, index);
    firsts.push(index);
    const { codes, length } = keys.form();
    sequences.add(codes, length);
  }
  const template = Int32Array.from(text);
  nearCopies(sequences, (a, b) => {
    const [one, other] = [rootOf(template, firsts[a] as number), rootOf(template, firsts[b] as number)];
    template[Math.max(one, other)] = Math.min(one, other);
  });
  for (let index = 0; index < template.length; index++) template[index] = rootOf(template, index);
  return { text, group: groupsOf(documents, text, template) };
}

/** By label: the groups that it occurs in. */
function groupsByLabel(documents: readonly CopiesDocument[], groups: Int32Array): Map<string | number, Set<number>> {
  const byLabel = new Map<string | number, Set<number>>();
  for (const [index, { labels }] of documents.entries()) {
    for (const label of labels) {
      const found = byLabel.get(label) ?? new Set();
      byLabel.set(label, found.add(groups[index] as number));
    }
  }
  return byLabel;
}

function groupsOf(documents: readonly CopiesDocument[], text: Int32Array, template: Int32Array): Int32Array {
  const texts = groupsByLabel(documents, text);
  const divided = new Set<number>();
  for (const [label, groups] of groupsByLabel(documents, template)) {
    const wanted = Math.min(LEAST_GROUPS, texts.get(label)?.size ?? 0);
    if (groups.size < wanted) for (const one of groups) divided.add(one);
  }
  return template.map((one, index) => (divided.has(one) ? (text[index] as number) : one));
}
