import { it } from 'vitest';

/**
 * Declares one test for each case that lies in `../shared`, named by its title. Where the cases are missing, it declares
 * one skipped test for all of them, because a table without rows would vanish from the report.
 */
export function itEachShared<Case extends { readonly title: string }>(
  available: boolean,
  all: string,
  cases: readonly Case[],
  test: (one: Case) => Promise<void> | void,
): void {
  if (available) it.each(cases)('$title', test);
  else it.skip(all, () => undefined);
}
