import { classKey } from '../platform/index.ts';

/**
 * The class that a name means: the one of exactly this name, else the first whose name differs in its spelling only
 * (`classKey`). A project may have two spellings of one name as two classes since before they were compared.
 */
export function classNamed<Class extends { readonly name: string }>(
  classes: readonly Class[],
  name: string,
): Class | undefined {
  const exact = classes.find((one) => one.name === name);
  if (exact !== undefined) return exact;
  const key = classKey(name);
  return classes.find((one) => classKey(one.name) === key);
}
