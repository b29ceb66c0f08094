import type { ModelEvaluation, NamedDocuments } from '../models/index.ts';
import { type Issue, issue } from '../platform/index.ts';

const mostNamed = 10;

/** The first names, and how many more there are. */
function list({ count, names }: NamedDocuments): string {
  const named = names.slice(0, mostNamed).map((name) => JSON.stringify(name));
  const more = count - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

/** What a training that went well should say nevertheless. */
export function trainingWarnings({ measuredOn, leftOut, copiesAcrossSplit, advice }: ModelEvaluation): Issue[] {
  const warnings: Issue[] = [];
  if (measuredOn === 'cross-validation') warnings.push(issue('training/cross-validated', {}));
  if (measuredOn === 'nothing') warnings.push(issue('training/nothing-measured', {}));
  const assigned = leftOut?.assignedToTest;
  if (assigned !== undefined && assigned.count > 0) {
    warnings.push(issue('training/test-documents-left-out', { count: assigned.count, names: list(assigned) }));
  }
  const across = copiesAcrossSplit?.documents;
  if (across !== undefined && across.count > 0) {
    warnings.push(issue('training/copies-across-split', { count: across.count, names: list(across) }));
  }
  for (const { rule, documents } of advice ?? []) {
    if (rule !== 'contradicting-copies' || documents === undefined) continue;
    warnings.push(issue('training/contradicting-copies', { count: documents.count, names: list(documents) }));
  }
  return warnings;
}
