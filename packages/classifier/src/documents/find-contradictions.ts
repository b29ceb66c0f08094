import type { Copies } from './find-copies.ts';

/** A text that stands under different labels. */
export interface Contradiction {
  /** The indices of all documents with this text, ascending. */
  readonly documents: readonly number[];
}

interface LabelledDocument {
  /** Class names or class indices, in any order. None is a statement too: the text has none of the classes. */
  readonly labels: readonly (string | number)[];
}

/**
 * Finds the texts whose copies (`Copies.text`, not near-copies) have different labels: another class, or in multi-label
 * another set of classes. In the order of their first documents.
 * @param documents those that `copies` were found among
 */
export function findContradictions(
  documents: readonly LabelledDocument[],
  copies: Pick<Copies, 'text'>,
): Contradiction[] {
  const members = new Map<number, number[]>();
  const contradicted = new Set<number>();
  for (const [index, { labels }] of documents.entries()) {
    const first = copies.text[index] as number;
    if (first === index) continue;
    const found = members.get(first) ?? [first];
    found.push(index);
    members.set(first, found);
    if (!haveSame(documents[first]?.labels ?? [], labels)) contradicted.add(first);
  }
  const inOrder = [...contradicted].sort((a, b) => a - b);
  return inOrder.map((first) => ({ documents: members.get(first) ?? [] }));
}

function haveSame(a: LabelledDocument['labels'], b: LabelledDocument['labels']): boolean {
  const [inA, inB] = [new Set(a), new Set(b)];
  return inA.size === inB.size && [...inA].every((label) => inB.has(label));
}
