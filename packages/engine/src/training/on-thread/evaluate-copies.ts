import { copyGuidance, evaluate, guidance, lookAlikeGuidance, toClassIndices } from '@taxon/classifier';
import type { CopiesAcrossSplit, NamedGuidance } from '../../models/index.ts';
import { type MeasuredModel, outcomesIn } from './evaluate-model.ts';
import { namedDocuments } from './named-documents.ts';
import { classNamesOf, type DocumentSplit } from './split-documents.ts';

/** Which test documents are copies of training documents, and the metrics without them. */
export function evaluateCopies(
  { repeatedInTest }: DocumentSplit,
  { documents, classes }: MeasuredModel,
  kind: 'single' | 'multi',
): CopiesAcrossSplit {
  const repeated = new Set(repeatedInTest);
  if (repeated.size === 0) return { documents: namedDocuments([]), without: undefined };
  const others = documents.filter(({ name }) => !repeated.has(name));
  const { microF1, microPrecision, microRecall, macroF1, macroPrecision, macroRecall } = evaluate(
    kind,
    classes.length,
    outcomesIn(classes, others),
  );
  const metrics = { microF1, microPrecision, microRecall, macroF1, macroPrecision, macroRecall };
  return {
    documents: namedDocuments(repeatedInTest),
    without: others.length === 0 ? undefined : { documents: others.length, ...metrics },
  };
}

/** Advice on all documents of both parts: copies, contradictions, and class names that look alike. Without a test part, also that on the numbers. */
export function adviseOnDocuments({ considered, copies, train, test }: DocumentSplit): NamedGuidance[] {
  const classes = classNamesOf(considered);
  const indicesOf = toClassIndices(classes);
  const labelled = considered.map(({ labels }) => ({ labels: indicesOf(labels) }));
  const counts = classes.map((name) => train.filter(({ labels }) => labels.includes(name)).length);
  const onNumbers = test.length > 0 ? [] : guidance(counts, [], undefined);
  const found = [...onNumbers, ...copyGuidance(labelled, copies), ...lookAlikeGuidance(classes)];
  return found.map(({ rule, classes: about, value, limit, documents }) => ({
    rule,
    classes: about.map((index) => classes[index] ?? ''),
    value,
    limit,
    documents: documents && namedDocuments(documents.map((index) => considered[index]?.name ?? '')),
  }));
}
