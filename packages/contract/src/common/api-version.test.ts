import { describe, expect, it } from 'vitest';
import { authoringApiVersions, isApiVersion, isAvailableIn, runtimeApiVersions } from './api-version.ts';

describe('api-versions', () => {
  it.each([
    ['2022-05-01', true],
    ['2031-12-31-preview', true],
    ['2022-02-30', false],
    ['2022-13-01', false],
    ['2022-5-1', false],
    ['latest', false],
    ['2022-05-01-beta', false],
    ['', false],
  ])('%j: %s', (text, valid) => {
    expect(isApiVersion(text)).toBe(valid);
  });

  it('are listed oldest first', () => {
    for (const list of [runtimeApiVersions, authoringApiVersions]) {
      expect([...list].sort()).toEqual([...list]);
      expect(list.every(isApiVersion)).toBe(true);
    }
  });

  it('have an endpoint from its first version to before its end', () => {
    expect(isAvailableIn({ since: '2022-05-01', until: '2022-05-15-preview' }, '2022-05-01')).toBe(true);
    expect(isAvailableIn({ since: '2022-05-01', until: '2022-05-15-preview' }, '2022-05-15-preview')).toBe(false);
    expect(isAvailableIn({ since: '2022-05-01' }, '2022-04-01-preview')).toBe(false);
    expect(isAvailableIn({}, '2022-04-01-preview')).toBe(true);
  });
});
