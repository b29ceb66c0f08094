/**
 * The languages that are accepted: the hosted service's documented list and the one its API answers, united (95).
 * They are names only; the classifier reads every language the same way.
 */
export const languages: readonly string[] = (
  'af am ar as az be bg bn br bs ca cs cy da de el en en-us eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id it ' +
  'ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my ne nl nb or pa pl ps pt-br pt-pt ro ru sa sd si sk sl so ' +
  'sq sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh-hans zh-hant zu'
).split(' ');

const known = new Set(languages);

/** The accepted spelling of a language code in any letter case, or undefined. */
export function findLanguage(code: string): string | undefined {
  const lower = code.toLowerCase();
  return known.has(lower) ? lower : undefined;
}
