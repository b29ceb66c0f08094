/** Names of the tables that ship in `assets/`; the file is `<name>.bin`. */
export type BuiltInEncoder = 'static-en-144' | 'static-multi-128';

/** Languages of the header of static-multi-128, where the table was measured to help. */
const MULTILINGUAL = new Set('ar cs de en es fa fr hi hu id it ja ko nl pl pt ro ru sv ta th tr uk vi zh'.split(' '));

/**
 * Which built-in table a project of these languages uses by default: the English one for English alone, the multilingual
 * one for the languages of its list, none when one is outside it (there it costs 4 points of accuracy on average).
 * @param languages codes as in a project, for instance `en-us`, `zh-hans`; case does not matter
 */
export function encoderForLanguages(languages: readonly string[]): BuiltInEncoder | undefined {
  const primary = new Set(languages.map((code) => code.toLowerCase().split(/[-_]/)[0] ?? ''));
  if (primary.size === 0) return undefined;
  if (primary.size === 1 && primary.has('en')) return 'static-en-144';
  return [...primary].every((code) => MULTILINGUAL.has(code)) ? 'static-multi-128' : undefined;
}
