import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { missingPaths, readPaths } from './named-paths.ts';

const paths = [
  'docs',
  'docs/words.md',
  'packages',
  'packages/a',
  'packages/a/src',
  'packages/a/src/main.ts',
  'packages/a/src/train',
  'packages/a/src/train/train-work.ts',
  'packages/b',
  'packages/b/src',
  'packages/b/src/config.ts',
  'scripts',
  'scripts/build.mjs',
];
const missingOn = (path: string, text: string, linksOnly = false) =>
  missingPaths([{ path, text, linksOnly }], paths).map((one) => `${one.line} ${one.path}`);

describe('a word between backticks', () => {
  it('must be the end of a path', () => {
    const there = '`packages/a`, `a/src/main.ts`, `train/train-work.ts`, `train-work.ts`, `train/`, `docs/words.md`';
    expect(missingOn('AGENTS.md', there)).toEqual([]);
    const gone = '`a/src/mian.ts`\n`test/train-work.ts`, `trainwork.ts`\n`raining/` `docs/gone`';
    expect(missingOn('AGENTS.md', gone)).toEqual([
      '1 a/src/mian.ts',
      '2 test/train-work.ts',
      '2 trainwork.ts',
      '3 raining/',
      '3 docs/gone',
    ]);
  });

  it('of a package’s README must lie in the package, unless it begins at the root or at packages/', () => {
    expect(missingOn('packages/a/README.md', '`src/main.ts` `main.ts` `b/src/config.ts` `scripts/build.mjs`')).toEqual(
      [],
    );
    expect(missingOn('packages/a/README.md', '`src/config.ts`, `config.ts`')).toEqual([
      '1 src/config.ts',
      '1 config.ts',
    ]);
  });

  it('may stand for several', () => {
    expect(
      missingOn('AGENTS.md', '`{a,b}/src/` `a/src/<slice>/x-work.ts` `packages/*/src/*.ts` `a/…/train-work.ts`'),
    ).toEqual([]);
    const gone = '`{a,c}/src/` `a/src/<slice>/x-job.ts` `packages/*/src/*.sql`';
    expect(missingOn('AGENTS.md', gone)).toEqual([
      '1 {a,c}/src/',
      '1 a/src/<slice>/x-job.ts',
      '1 packages/*/src/*.sql',
    ]);
  });

  it('is no path when it is an address, a media type, a package, a made folder, or code', () => {
    const words = ['/v1/projects/', 'text/csv', '@taxon/client', 'node:fs', 'data/', '.cache/x/', 'dist/', 'f(a.ts)'];
    expect(missingOn('AGENTS.md', words.map((word) => `\`${word}\``).join(' '))).toEqual([]);
  });

  it('in a command is a path when it begins at the root', () => {
    expect(missingOn('AGENTS.md', '`node scripts/build.mjs --to x/gone.ts`')).toEqual([]);
    expect(missingOn('AGENTS.md', '`node scripts/gone.mjs packages/a`')).toEqual(['1 scripts/gone.mjs']);
  });
});

describe('a link', () => {
  it('leads from the page’s folder to something', () => {
    expect(missingOn('docs/a.md', '[w](words.md#top), [r](../packages/a), [web](https://x.example/y.md)')).toEqual([]);
    expect(missingOn('docs/a.md', '[w](gone.md)\n[r](packages/a)')).toEqual(['1 gone.md', '2 packages/a']);
  });

  it('is all that counts on a page that tells what was', () => {
    expect(missingOn('docs/a.md', '`gone.ts`, [w](gone.md)', true)).toEqual(['1 gone.md']);
  });
});

describe('a tree', () => {
  const tree = (...lines: string[]) => ['```', ...lines, '```'].join('\n');

  it('names each path under its parents', () => {
    const text = tree(
      'packages/',
      '  a/      main.ts begins here',
      '  b/src/  config.ts',
      'packages/a/src/',
      '  main.ts train/ both',
    );
    expect(missingOn('AGENTS.md', text)).toEqual([]);
    const gone = tree('packages/', '  a/', '    src/', '      train-work.ts', '  c/', '  b/src/   gone.ts');
    expect(missingOn('AGENTS.md', gone)).toEqual(['5 packages/a/src/train-work.ts', '6 packages/c/', '7 gone.ts']);
  });

  it('is no block with a language, nor one that begins with something else', () => {
    expect(missingOn('AGENTS.md', '```sh\ngone/\n```\n```\na → b\n  gone/\n```\n')).toEqual([]);
  });
});

describe('what is to come', () => {
  it('may be named on every page, with what lies in it', () => {
    const pages = [
      { path: 'packages/a/README.md', text: '`src/screens/<name>/` (to come)' },
      { path: 'AGENTS.md', text: '`a/src/screens/`, `screens/<name>/page.ts`, `b/src/screens/`' },
    ];
    expect(missingPaths(pages, paths)).toEqual([{ page: 'AGENTS.md', line: 1, path: 'b/src/screens/' }]);
  });
});

describe('readPaths', () => {
  const root = mkdtempSync(join(tmpdir(), 'taxon-paths-'));
  afterEach(() => rmSync(root, { recursive: true }));

  it('reads files and folders, but not what git ignores', () => {
    for (const folder of ['a/b', 'a/node_modules/c', '.git']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'a/b/c.ts'), '');
    expect(readPaths(root).sort()).toEqual(['a', 'a/b', 'a/b/c.ts']);
  });
});
