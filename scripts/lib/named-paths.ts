// Which paths the pages of documentation name, and which of them are not in the repository.
import { readdirSync } from 'node:fs';
import { dirname, join, matchesGlob, posix } from 'node:path';

export interface Page {
  /** From the root. */
  readonly path: string;
  readonly text: string;
  /** Of a page that tells what was, only its links are judged. */
  readonly linksOnly?: boolean;
}

export interface Missing {
  readonly page: string;
  /** Counted from 1. */
  readonly line: number;
  /** As the page writes it; a path of a tree with its parents. */
  readonly path: string;
}

const notOurs = new Set(['.git', 'node_modules', '.types', '.cache', 'dist', '.venv']);

/** All files and folders below a root, but those that git ignores at any depth. */
export function readPaths(root: string): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter(({ name }) => !notOurs.has(name))
      .flatMap((entry) => {
        const path = posix.join(folder, entry.name);
        return entry.isDirectory() ? [path, ...below(path)] : [path];
      });
  return below('');
}

/**
 * The paths that the pages name and that are nowhere.
 *
 * - A link must lead from the page's folder to something.
 * - A line of a tree must name something below the lines that it is indented under. A tree is a fenced block without a
 *   language whose first line begins with a folder.
 * - A word between backticks is a path when it ends in `/` or like a source file, or when it begins with a folder of the
 *   root. It must be the end of a path. In a package's README that path lies in the package, unless the word begins at
 *   the root or at `packages/`.
 *
 * `{a,b}`, `*`, `<name>`, `…` and a leading `x-` or `x.` stand for several names. A path on a line with "(to come)" or
 * "(none yet)" need not be there; all pages may then name it, and what lies below it.
 */
export function missingPaths(pages: readonly Page[], paths: readonly string[]): Missing[] {
  const named = pages.flatMap(readNamed);
  const announced = named.filter(({ toCome }) => toCome).flatMap(placesOf);
  const known = knownPaths([...paths, ...announced.flatMap(withFolders)]);
  const comes = (path: string) => announced.some((one) => endsOf(one).some((end) => path.startsWith(`${end}/`)));
  return named
    .filter((one) => !one.toCome)
    .filter((one) => !expand(one.path).every((path) => isThere({ ...one, path }, known) || comes(path)))
    .map(({ page, line, path }) => ({ page, line, path }));
}

interface Named extends Missing {
  readonly from: 'link' | 'tree' | 'word';
  readonly toCome: boolean;
}

function readNamed({ path: page, text, linksOnly = false }: Page): Named[] {
  const named: Named[] = [];
  let fence: 'tree' | 'other' | undefined;
  let parents: { indent: number; path: string }[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const add = (from: Named['from'], paths: readonly string[]) => {
      if (linksOnly && from !== 'link') return;
      const toCome = /\(to come\)|\(none yet\)/.test(line);
      named.push(...paths.map((path) => ({ page, line: index + 1, path, from, toCome })));
    };
    if (line.startsWith('```')) {
      const beginsTree = line === '```' && lines[index + 1]?.split(/\s/)[0]?.endsWith('/') === true;
      if (fence !== undefined) fence = undefined;
      else fence = beginsTree ? 'tree' : 'other';
      parents = [];
    } else if (fence === 'tree') {
      const indent = line.search(/\S|$/);
      parents = parents.filter((parent) => parent.indent < indent);
      const above = parents.at(-1)?.path ?? '';
      const { names, description } = treeLine(line);
      const paths = names.map((name) => above + name);
      add('tree', paths);
      add('word', description);
      if (paths[0] !== undefined) parents.push({ indent, path: paths[0] });
    } else if (fence === undefined) {
      add('link', linksIn(line));
      add('word', wordsIn(line));
    }
  }
  return named;
}

const sourceFile = /[\w>}*]\.(?:tsx?|mjs|cjs|md|sql|html|css|py|sh)$/;
const rootFolder = /^(?:packages|docs|scripts|tests|bench|examples|\.ci|\.changeset)(?:\/|$)/;
/** Addresses, names of npm packages, what lies outside, what a run makes. */
const elsewhere = /^(?:[/~]|\.\.\/shared\b|@|data\/|\.cache\/|bench\/results\b)|[:="'()$\\]|\bdist\//;

const isPath = (word: string) =>
  /\w/.test(word) && !elsewhere.test(word) && (word.endsWith('/') || sourceFile.test(word) || rootFolder.test(word));

/** The paths that a line of a tree begins with, and those of its description. Two spaces after a folder end the names. */
function treeLine(line: string): { names: string[]; description: string[] } {
  const words = line.trim().split(/(?<=\S)(?=\s)/);
  const isNamed = (word: string, index: number) =>
    isPath(word.trim()) && !(index > 0 && words[index - 1]?.endsWith('/') && /^\s{2}/.test(word));
  const end = words.findIndex((word, index) => !isNamed(word, index));
  const at = end < 0 ? words.length : end;
  const description = words.slice(at).map((word) => word.trim().replace(/[,;.]$/, ''));
  return { names: words.slice(0, at).map((word) => word.trim()), description: description.filter(isPath) };
}

function linksIn(line: string): string[] {
  return [...line.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to = '']) => to.replace(/#.*$/, ''))
    .filter((to) => to !== '' && !/^\w+:/.test(to));
}

/** A command names paths among other words. Of these only those count that begin at the root. */
function wordsIn(line: string): string[] {
  return [...line.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => {
    const words = code.split(/\s+/).filter(isPath);
    return /\s/.test(code) ? words.filter((word) => rootFolder.test(word)) : words;
  });
}

/** `a/{b,c}.ts` → `a/b.ts`, `a/c.ts`. */
function expand(path: string): string[] {
  const [whole, before = '', inside = '', after = ''] = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/.exec(path) ?? [];
  if (whole === undefined) return [path];
  return inside.split(',').flatMap((one) => expand(before + one + after));
}

/** As a pattern of `matchesGlob`. */
const patternOf = (path: string) =>
  path
    .replace(/\/$/, '')
    .replace(/(^|\/)…(?=\/)/g, '$1**')
    .replace(/<[^>]*>|…/g, '*')
    .replace(/(^|\/)x(?=[-.])/g, '$1*');

/** Where a path may lie, from the root: below the page's folder, and (a link never) at the root or in `packages`. */
function placesOf({ page, path, from }: Pick<Named, 'page' | 'path' | 'from'>): string[] {
  const bare = path.replace(/\/$/, '');
  const here = posix.normalize(posix.join(dirname(page), bare));
  return from === 'link' ? [here] : [here, bare, `packages/${bare}`];
}

interface Known {
  readonly paths: ReadonlySet<string>;
  /** Every path, and every end of one that begins at one of its names. */
  readonly ends: ReadonlySet<string>;
}

const knownPaths = (paths: readonly string[]): Known => ({
  paths: new Set(paths),
  ends: new Set(paths.flatMap(endsOf)),
});

/** `a/b/c` → `a/b/c`, `b/c`, `c`. */
const endsOf = (path: string) => path.split('/').map((_, index, names) => names.slice(index).join('/'));
/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
const withFolders = (path: string) => path.split('/').map((_, index, names) => names.slice(0, index + 1).join('/'));

function isThere(one: Named, { paths, ends }: Known): boolean {
  const places = placesOf(one).map(patternOf);
  if (places[0] === '.' || places[0]?.startsWith('..')) return true;
  if (places.some((place) => has(paths, place))) return true;
  if (one.from !== 'word') return false;
  const home = /^packages\/[^/]+/.exec(one.page)?.[0];
  const wanted = patternOf(one.path);
  return home === undefined ? has(ends, wanted) : has(paths, `${home}/**/${wanted}`);
}

function has(paths: ReadonlySet<string>, pattern: string): boolean {
  if (!pattern.includes('*')) return paths.has(pattern);
  return [...paths].some((path) => matchesGlob(path, pattern));
}
