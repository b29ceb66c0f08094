import { describe, expect, it } from 'vitest';
import { pageOf, toCountedPage, toPage } from './v1-paging.ts';

const address = 'http://taxon.test/v1/projects/p/documents?class=a%2Fb&top=2&skip=0';

describe('toPage', () => {
  it('reads one more than it shows and links to the rest', async () => {
    const asked: object[] = [];
    const read = async (page: { skip: number; top: number }) => {
      asked.push(page);
      return ['a', 'b', 'c'];
    };
    const page = await toPage({ skip: 4, top: 2 }, address, read, (item) => item.toUpperCase());
    expect(asked).toEqual([{ skip: 4, top: 3 }]);
    expect(page.items).toEqual(['A', 'B']);
    expect(new URL(page.nextLink ?? '').search).toBe('?class=a%2Fb&top=2&skip=6');
    expect((await toPage({ skip: 0, top: 3 }, address, read, String)).nextLink).toBeNull();
  });
});

describe('toCountedPage', () => {
  it('links as long as the total is not reached', () => {
    const page = { items: ['a', 'b'], total: 5 };
    expect(toCountedPage({ skip: 2, top: 2 }, address, page, String)).toEqual({
      items: ['a', 'b'],
      nextLink: 'http://taxon.test/v1/projects/p/documents?class=a%2Fb&top=2&skip=4',
      total: 5,
    });
    expect(toCountedPage({ skip: 3, top: 2 }, address, page, String).nextLink).toBeNull();
  });
});

describe('pageOf', () => {
  it('knows the contract’s defaults', () => {
    expect(pageOf({})).toEqual({ skip: 0, top: 50 });
  });
});
