import { describe, expect, it } from 'vitest';
import { nextLinkOf, nov2021MostTop, readPage } from './runtime-paging.ts';

const jobUrl = 'https://taxon.example/language/analyze-text/jobs/8b21b6de-c9fa-43ba-8f5c-af3f943b79f1';
const later = { dollar: false, apiVersion: '2023-04-01' } as const;

describe('readPage', () => {
  it.each([
    [{}, { top: undefined, skip: 0, showStats: false }],
    [
      { $top: '20', $skip: '0' },
      { top: 20, skip: 0, showStats: false },
    ],
    [
      { top: '5', skip: '20', showStats: 'True' },
      { top: 5, skip: 20, showStats: true },
    ],
    [
      { showStats: 'FALSE', foreign: 'x' },
      { top: undefined, skip: 0, showStats: false },
    ],
    [{ top: ['7', '8'] }, { top: 8, skip: 0, showStats: false }],
    [
      { top: '', skip: '', showStats: '' },
      { top: undefined, skip: 0, showStats: false },
    ],
  ])('%j', (query, page) => {
    expect(readPage(query)).toEqual(page);
  });

  it.each([
    [{ top: '0' }, 'Parameter "top": must be a whole number from 1 to 2147483647, got "0".'],
    [{ $skip: '-1' }, 'Parameter "skip": must be a whole number from 0 to 2147483647, got "-1".'],
    [{ top: '1.5' }, 'Parameter "top": must be a whole number from 1 to 2147483647, got "1.5".'],
    [{ top: '9999999999' }, 'Parameter "top": must be a whole number from 1 to 2147483647, got "9999999999".'],
    [{ showStats: 'yes' }, 'Parameter "showStats": must be true or false, got "yes".'],
  ])('%j is refused', (query, message) => {
    expect(() => readPage(query)).toThrow(message);
  });
});

it('takes at most 50 documents a page in November 2021', () => {
  expect(readPage({ $top: '50' }, nov2021MostTop).top).toBe(50);
  const asked = () => readPage({ $top: '51' }, nov2021MostTop);
  expect(asked).toThrow('Parameter "top": must be a whole number from 1 to 50, got "51".');
});

describe('nextLinkOf', () => {
  it('is absent when the caller asked for no pages: one client follows none', () => {
    expect(nextLinkOf(jobUrl, readPage({}), 25, later)).toBeUndefined();
  });

  it('is absent on the last page', () => {
    expect(nextLinkOf(jobUrl, readPage({ top: '5', skip: '20' }), 25, later)).toBeUndefined();
    expect(nextLinkOf(jobUrl, readPage({ top: '25' }), 25, later)).toBeUndefined();
  });

  it('says what is left, in the recorded order, with the version of the call', () => {
    expect(nextLinkOf(jobUrl, readPage({ top: '20', showStats: 'true' }), 25, later)).toBe(
      `${jobUrl}?showStats=True&top=5&skip=20&api-version=2023-04-01`,
    );
  });

  it('keeps the dollar in November 2021', () => {
    expect(nextLinkOf(jobUrl, readPage({ $top: '10' }), 25, { dollar: true })).toBe(`${jobUrl}?$skip=10&$top=10`);
  });
});
