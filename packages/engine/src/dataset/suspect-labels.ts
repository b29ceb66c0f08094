import { type Issue, issue, shown } from '../platform/index.ts';
import type { ProjectKind } from '../projects/index.ts';

const missing = /^(?:nan|null|none|undefined|n\/a|#n\/a|<na>|NA)$/;
const lowered = (name: string): string => (name === 'NA' ? name : name.toLowerCase());
const separators = [';', ',', '|', '#', '/'];

/**
 * Warnings of labels that came in as classes and may be none: what programs write where there is no value, and, where documents
 * may have several classes, classes that are others joined ("a,b" beside "a" and "b").
 */
export function suspectLabels(
  names: readonly string[],
  isClass: (name: string) => boolean,
  kind: ProjectKind,
): readonly Issue[] {
  const warnings: Issue[] = [];
  const valueless = names.filter((name) => missing.test(lowered(name)));
  if (valueless.length > 0) {
    warnings.push(issue('import/missing-value-as-class', { classes: valueless.map(shown).join(', ') }));
  }
  if (kind === 'single') return warnings;
  for (const separator of separators) {
    const joined = names.filter((name) => {
      const parts = name.split(separator).map((part) => part.trim());
      return parts.length > 1 && parts.every((part) => part !== '' && isClass(part));
    });
    const [value] = joined;
    if (value === undefined) continue;
    warnings.push(issue('import/classes-joined', { count: joined.length, value: shown(value), separator }));
  }
  return warnings;
}
