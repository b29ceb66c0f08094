/** The names of the tables in `assets/`. The file is `<name>.bin`. */
export type BuiltInEncoder = 'static-en-144' | 'static-multi-128';

/** The languages in the header of static-multi-128. The table was measured to help in each of them. */
const MULTILINGUAL = new Set('ar cs de en es fa fr hi hu id it ja ko nl pl pt ro ru sv ta th tr uk vi zh'.split(' '));

/**
 * The built-in table that a project of these languages uses by default. English alone: the English table. Languages that are
 * all in the list of the multilingual table: that table. Otherwise none: outside its list, the multilingual table costs 4
 * points of accuracy on average.
 * @param languages codes as in a project, for instance `en-us` or `zh-hans`, in upper or lower case; empty: none is chosen
 */
export function encoderForLanguages(languages: readonly string[]): BuiltInEncoder | undefined {
  const primary = new Set(languages.map((code) => code.toLowerCase().split(/[-_]/)[0] ?? ''));
  if (primary.size === 0) return undefined;
  if (primary.size === 1 && primary.has('en')) return 'static-en-144';
  return [...primary].every((code) => MULTILINGUAL.has(code)) ? 'static-multi-128' : undefined;
}
