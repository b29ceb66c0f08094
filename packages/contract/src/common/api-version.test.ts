import { describe, expect, it } from 'vitest';
import { authoringApiVersions, isApiVersion, isVersionWithin, runtimeApiVersions } from './api-version.ts';

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

  it('lie in a span from its first version to before its end', () => {
    expect(isVersionWithin('2022-05-01', '2022-05-01', '2022-05-15-preview')).toBe(true);
    expect(isVersionWithin('2022-05-15-preview', '2022-05-01', '2022-05-15-preview')).toBe(false);
    expect(isVersionWithin('2022-04-01-preview', '2022-05-01', undefined)).toBe(false);
    expect(isVersionWithin('2022-04-01-preview', undefined, undefined)).toBe(true);
  });
});
