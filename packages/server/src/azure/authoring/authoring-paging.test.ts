import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthoringPaging, toAuthoringPage } from './authoring-paging.ts';

const address =
  'http://taxon.test/language/authoring/analyze-text/projects?api-version=2023-04-01&stringIndexType=Utf16CodeUnit';

async function walk(length: number, paging: AuthoringPaging): Promise<{ items: number[]; pages: number[] }> {
  const all = Array.from({ length }, (_unused, index) => index);
  const items: number[] = [];
  const pages: number[] = [];
  let next: AuthoringPaging | undefined = paging;
  while (next !== undefined) {
    const read = async ({ skip, top }: { skip: number; top: number }) => all.slice(skip, skip + top);
    const { value, nextLink }: { value: number[]; nextLink: string | null } = await toAuthoringPage(
      next,
      address,
      read,
      (item) => item,
    );
    items.push(...value);
    pages.push(value.length);
    next = nextLink === null ? undefined : pagingOf(nextLink, paging);
  }
  return { items, pages };
}

function pagingOf(link: string, { maxpagesize }: AuthoringPaging): AuthoringPaging {
  const query = new URL(link).searchParams;
  const top = query.get('top');
  return {
    skip: Number(query.get('skip')),
    ...(top === null ? {} : { top: Number(top) }),
    ...(maxpagesize === undefined ? {} : { maxpagesize }),
  };
}

describe('toAuthoringPage', () => {
  it('keeps the other parameters of the request in the link', async () => {
    const { nextLink } = await toAuthoringPage({ maxpagesize: 1 }, address, async () => [1, 2], String);
    expect(nextLink).toBe(`${address}&skip=1`);
  });

  it('ends with an explicit null', async () => {
    expect(await toAuthoringPage({}, address, async () => [1], String)).toEqual({ value: ['1'], nextLink: null });
    expect(await toAuthoringPage({ top: 0 }, address, async () => [1], String)).toEqual({ value: [], nextLink: null });
  });

  it('walks to exactly the items that top and skip name, no page longer than asked', async () => {
    const optional = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        optional(fc.nat(45)),
        optional(fc.nat(45)),
        optional(fc.integer({ min: 1, max: 12 })),
        async (length, top, skip, maxpagesize) => {
          const paging = {
            ...(top === undefined ? {} : { top }),
            ...(skip === undefined ? {} : { skip }),
            ...(maxpagesize === undefined ? {} : { maxpagesize }),
          };
          const { items, pages } = await walk(length, paging);
          const from = skip ?? 0;
          const to = Math.min(length, from + (top ?? length));
          expect(items).toEqual(Array.from({ length: Math.max(0, to - from) }, (_unused, index) => from + index));
          expect(Math.max(...pages)).toBeLessThanOrEqual(maxpagesize ?? 100);
        },
      ),
      { seed: 20230401, numRuns: 300 },
    );
  });
});
