import type { LabelledText } from './labels-file.ts';

/**
 * Makes a larger project of a small one. Each new text is two of the given texts with the same labels, one after the
 * other. It serves tests that need work of some seconds. It does not serve to judge accuracy.
 */
export function manyDocuments(texts: Iterable<LabelledText>, count: number): LabelledText[] {
  const byLabels = Map.groupBy(texts, ({ labels }) => labels.toSorted().join('\n'));
  const groups = [...byLabels.values()];
  return Array.from({ length: count }, (_, index) => {
    const group = groups[index % groups.length] ?? [];
    const round = Math.floor(index / groups.length);
    const first = group[round % group.length];
    const second = group[(round * 7 + Math.floor(round / group.length) + 1) % group.length];
    if (first === undefined || second === undefined) throw new Error('no texts to make more of');
    return {
      text: `${first.text}\n${second.text}\n${index}`,
      labels: first.labels,
      dataset: index % 10 === 0 ? 'Test' : 'Train',
    };
  });
}
