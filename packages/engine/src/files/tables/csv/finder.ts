/**
 * Finds the next place of a character, again and again from places that mostly grow, and reads no part of the text twice for
 * it. `Infinity`: there is none.
 */
export interface Finder {
  next(from: number): number;
}

export function createFinder(text: string, character: string): Finder {
  // There is none from `since` to before `found`.
  let since = 0;
  let found = -1;
  const search = (from: number): number => {
    const at = text.indexOf(character, from);
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  };
  return {
    next: (from) => {
      if (from > found) found = search(from);
      else if (from < since) {
        const at = text.slice(from, since).indexOf(character);
        if (at !== -1) found = from + at;
      } else return found;
      since = from;
      return found;
    },
  };
}
