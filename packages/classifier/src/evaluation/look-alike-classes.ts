import type { Guidance } from './guidance.ts';

// Letters of Cyrillic and Greek, and a digit, that most typefaces draw as a Latin letter (Unicode Technical Standard 39,
// confusables). Capitals come first: some look like a Latin letter only as capitals. "1", "I" and "l" are left out,
// because case folding would then unite "i" and "l".
const capitals = { АΑ: 'A', ВΒ: 'B', С: 'C', ЕΕ: 'E', НΗ: 'H', ІΙ: 'I', Ј: 'J', КΚ: 'K', МΜ: 'M', Ν: 'N', ОΟ: 'O' };
const moreCapitals = { РΡ: 'P', Ѕ: 'S', ТΤ: 'T', ХΧ: 'X', Υ: 'Y', Ζ: 'Z' };
const small = { а: 'a', с: 'c', ԁ: 'd', е: 'e', һ: 'h', і: 'i', ј: 'j', оο0: 'o', р: 'p', ԛ: 'q', ѕ: 's', ν: 'v' };
const moreSmall = { ԝ: 'w', х: 'x', у: 'y' };

const latinOf = new Map(
  [capitals, moreCapitals, small, moreSmall].flatMap((table) =>
    Object.entries(table).flatMap(([letters, latin]) => [...letters].map((letter) => [letter, latin] as const)),
  ),
);

function inLatin(name: string): string {
  return [...name].map((letter) => latinOf.get(letter) ?? letter).join('');
}

/** What a name looks like: compatibility forms (NFKC), letters that look like Latin ones as those, without case. */
function lookOf(name: string): string {
  return inLatin(inLatin(name.normalize('NFKC')).toLowerCase());
}

/**
 * Checks class names against each other: names that a person may take for one another, because they differ in case, in
 * compatibility forms, or in letters that look the same. One piece of advice for each such set; the value is its size.
 * @param names by class index
 */
export function lookAlikeGuidance(names: readonly string[]): Guidance[] {
  const byLook = new Map<string, number[]>();
  for (const [index, name] of names.entries()) {
    const look = lookOf(name);
    byLook.set(look, [...(byLook.get(look) ?? []), index]);
  }
  return [...byLook.values()]
    .filter(({ length }) => length > 1)
    .map((classes) => ({ rule: 'classes-look-alike', classes, value: classes.length, limit: 1 }));
}
