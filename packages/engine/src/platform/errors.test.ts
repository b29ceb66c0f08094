import { globSync, readFileSync } from 'node:fs';
import { expect, describe as group, it } from 'vitest';
import { describe, EngineError, errorCatalogue, issue } from './errors.ts';
import { renderErrorsPage } from './errors-page.ts';

const root = new URL('../../../../', import.meta.url);
const codes = Object.keys(errorCatalogue);

group('an error', () => {
  it('says its template with the places filled', () => {
    expect(describe('project/not-found', { projectName: 'p' })).toBe('There is no project named "p".');
    expect(new EngineError('project/not-found', { projectName: 'p' }).message).toBe('There is no project named "p".');
    expect(issue('class/limit', { limit: 200, count: 201 }).message).toContain('at most 200 classes, got 201');
  });

  it('shows a place that was not filled', () => {
    expect(describe('project/not-found')).toContain('{projectName}');
  });

  it('does not fill places from inherited properties', () => {
    expect(describe('input/missing', JSON.parse('{"__proto__": {"field": "x"}}'))).toContain('{field}');
  });
});

group('the catalogue', () => {
  it('stands in docs/errors.md, every row of it, and what a door adds comes into its area', () => {
    const page = readFileSync(new URL('docs/errors.md', root), 'utf8');
    const rows = renderErrorsPage({})
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
    expect(renderErrorsPage({ 'access/none': 'No key.', 'http/teapot': 'Only tea.' })).toMatch(
      /## access\n[^#]*`access\/none`[\s\S]*## http\n[^#]*`http\/teapot`/,
    );
  });

  it('has no code that no test knows', () => {
    const files = globSync('{packages,tests}/**/*.test.ts', {
      cwd: root.pathname,
      exclude: (name) => name === 'node_modules' || name === 'clients',
    });
    const tests = files.map((file) => readFileSync(new URL(file, root), 'utf8')).join('\n');
    expect(codes.filter((code) => !tests.includes(`'${code}'`))).toEqual([]);
  });
});
