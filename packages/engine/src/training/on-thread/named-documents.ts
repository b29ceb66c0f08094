import type { NamedDocuments } from '../../models/index.ts';

/** More names would be no help to a reader, and would make every answer about the model longer. */
export const mostNames = 100;

/** So many documents, the first of them by name. `names` are in the order that they shall be shown in. */
export function namedDocuments(names: readonly string[]): NamedDocuments {
  return { count: names.length, names: names.slice(0, mostNames) };
}
