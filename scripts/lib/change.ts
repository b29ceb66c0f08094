// What `npm run check -- --changed` looks at: the files that differ from main, committed or not, and what they can
// reach.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Part } from './parts.ts';

export interface Change {
  /** The commit to compare with: where this branch left main, or HEAD on main itself. */
  readonly base: string;
  /** Paths from the repository's root. Deleted files are among them. */
  readonly files: readonly string[];
}

/**
 * @param folder a git checkout
 * @throws when it is none, with git's message
 */
export function readChange(folder = '.'): Change {
  const git = (...args: readonly string[]) => gitIn(folder, args);
  const main = ['main', 'origin/main'].find((name) =>
    git('branch', '--all', '--format=%(refname:short)').includes(name),
  );
  const base = git('merge-base', 'HEAD', main ?? 'HEAD')[0] ?? 'HEAD';
  const files = [
    ...git('diff', '--name-only', '--no-renames', base),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
  return { base, files: [...new Set(files)].sort() };
}

/** The files that a part of `npm run check` looks at. It need not run when none of them changed. */
const looksAt: Readonly<Record<string, RegExp>> = {
  arrows: /\.(ts|tsx|mjs|cjs)$|(^|\/)(package|tsconfig[^/]*)\.json$/,
  dead: /\.(ts|tsx|mjs|cjs)$|(^|\/)(package|knip|tsconfig[^/]*)\.json$/,
  generated: /^(packages|docs|scripts|tests|bench|examples)\/|^[^/]+\.md$/,
  licences: /^(package-lock\.json|scripts\/)/,
};

/** Whether a part can say anything new about the change. Types always can. */
export function isReached(part: Part, { files }: Change): boolean {
  if (part.name === 'lint') return filesToLint(files).length > 0;
  const pattern = looksAt[part.name];
  return pattern === undefined || files.some((file) => pattern.test(file));
}

/** The files for Biome: the changed files that exist, or "." when its rules or the packages changed. */
export function filesToLint(files: readonly string[]): readonly string[] {
  if (files.some((file) => /^(biome\.json|package-lock\.json|\.gitignore)$/.test(file))) return ['.'];
  return files.filter((file) => existsSync(file));
}

/** A change of these can reach every test. */
const reachesAllTests = /^(package-lock\.json|vitest\.config\.ts|packages\/testkit\/src\/leaks\/)/;
/** A test that contains one of these reads files or starts programs. Its imports do not show what it depends on. */
const readsFiles = /import\.meta\.|node:fs|node:child_process|node:worker_threads/;

/**
 * The files whose tests are run: the changed files, and those tests of a changed package that read files or start
 * programs. `vitest related` finds the tests that import one of them. Undefined means all tests.
 */
export function filesToTest({ files }: Change): readonly string[] | undefined {
  if (files.some((file) => reachesAllTests.test(file))) return undefined;
  const sources = [...new Set(files.flatMap((file) => /^packages\/[^/]+\/src\//.exec(file)?.[0] ?? []))];
  const readers = sources
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}${name}`))
    .filter((file) => file.endsWith('.test.ts') && readsFiles.test(readFileSync(file, 'utf8')));
  return [...new Set([...files, ...readers])].filter((file) => existsSync(file));
}

/** The lines that git answers. */
function gitIn(folder: string, args: readonly string[]): string[] {
  const answer = execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  return answer.split('\n').filter((line) => line !== '');
}
