import type { Dirent } from 'node:fs';
import { join } from 'node:path';

/** Finds files by names in any Unicode form. */
export interface StoredNames {
  /** The location as the folders spell it; undefined: there is none in any form. */
  find(location: string): Promise<string | undefined>;
}

/**
 * Programs that make zip archives, and macOS, store names in decomposed form (NFD), while labels files mostly have composed
 * ones (NFC). A folder is listed once, when it is first asked for. `list` answers no entries for what is no folder.
 */
export function createStoredNames(folder: string, list: (path: string) => Promise<readonly Dirent[]>): StoredNames {
  const listings = new Map<string, Promise<Listing>>();
  const listingOf = (path: string): Promise<Listing> => {
    const known = listings.get(path) ?? list(path).then(toListing);
    listings.set(path, known);
    return known;
  };
  return {
    find: async (location) => {
      const parts = location.split('/');
      const stored: string[] = [];
      for (const [i, part] of parts.entries()) {
        const { folders, files } = await listingOf(join(folder, ...stored));
        const name = pick(i < parts.length - 1 ? folders : files, part);
        if (name === undefined) return undefined;
        stored.push(name);
      }
      return stored.join('/');
    },
  };
}

/** Names by their composed form, in ascending order by code unit. */
type Names = ReadonlyMap<string, readonly string[]>;

interface Listing {
  readonly folders: Names;
  readonly files: Names;
}

function toListing(entries: readonly Dirent[]): Listing {
  // A symlink is neither: what is behind it is never listed.
  const named = (kind: (entry: Dirent) => boolean) => entries.filter(kind).map(({ name }) => name);
  return {
    folders: byForm(named((entry) => entry.isDirectory())),
    files: byForm(named((entry) => entry.isFile())),
  };
}

function byForm(names: readonly string[]): Names {
  return Map.groupBy(names.toSorted(), (name) => name.normalize('NFC'));
}

/** The name itself where it is there, else the first one that differs in its form alone. */
function pick(names: Names, name: string): string | undefined {
  const same = names.get(name.normalize('NFC')) ?? [];
  return same.includes(name) ? name : same[0];
}
