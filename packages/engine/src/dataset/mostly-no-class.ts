import { type Issue, issue } from '../platform/index.ts';

/**
 * The warning that more than half of the imported documents are reviewed with no class, as when the file means "unlabelled"
 * by an empty list. Undefined: they are not.
 */
export function mostlyNoClass(count: number, imported: number): Issue | undefined {
  return 2 * count > imported ? issue('import/mostly-no-class', { count, imported }) : undefined;
}
