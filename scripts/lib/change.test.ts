import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { filesToLint, filesToTest, isReached, readChange } from './change.ts';
import { checkParts } from './parts.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) console.info('skipped: there is no git, what a change is was not tested');

describe.skipIf(!hasGit)('readChange', () => {
  it('is what differs from where the branch left main: committed, changed, deleted and new files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'taxon-change-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder, encoding: 'utf8' });
    const commit = (): string => {
      git('add', '--all');
      git('commit', '--quiet', '--message', 'one');
      return git('rev-parse', 'HEAD').trim();
    };
    git('init', '--quiet', '--initial-branch', 'main');
    write('.gitignore', 'ignored.ts\n');
    for (const name of ['same.ts', 'committed.ts', 'changed.ts', 'deleted.ts']) write(name, 'one');
    const base = commit();
    expect(readChange(folder)).toEqual({ base, files: [] });

    git('checkout', '--quiet', '-b', 'work');
    write('committed.ts', 'two');
    commit();
    git('checkout', '--quiet', 'main');
    write('of-others.ts', 'two');
    commit();
    git('checkout', '--quiet', 'work');
    write('changed.ts', 'two');
    rmSync(join(folder, 'deleted.ts'));
    write('new.ts', 'two');
    write('ignored.ts', 'two');
    expect(readChange(folder)).toEqual({ base, files: ['changed.ts', 'committed.ts', 'deleted.ts', 'new.ts'] });
  });
});

describe('what a change reaches', () => {
  const reached = (...files: string[]): string[] =>
    checkParts.filter((part) => isReached(part, { base: '', files })).map(({ name }) => name);

  it('is every part but those that look at other files', () => {
    expect(reached('packages/engine/src/index.ts')).toEqual(['types', 'unit', 'lint', 'arrows', 'dead', 'generated']);
    expect(reached('README.md')).toEqual(['types', 'unit', 'lint', 'generated']);
    expect(reached('package-lock.json')).toEqual(['types', 'unit', 'lint', 'licences']);
  });

  it('is for lint the files that are there, and all when the rules change', () => {
    expect(filesToLint(['README.md', 'gone.ts'])).toEqual(['README.md']);
    expect(reached('gone.ts')).not.toContain('lint');
    expect(filesToLint(['README.md', 'biome.json'])).toEqual(['.']);
  });

  it('is for tests the files themselves and the tests of their package that read files', () => {
    const files = filesToTest({ base: '', files: ['packages/classifier/src/index.ts', 'gone.ts'] });
    expect(files).toContain('packages/classifier/src/index.ts');
    expect(files).toContain('packages/classifier/src/testing/purity.test.ts');
    expect(files?.filter((file) => !file.startsWith('packages/classifier/'))).toEqual([]);
    expect(filesToTest({ base: '', files: ['vitest.config.ts'] })).toBeUndefined();
  });
});
