import { defaultTop } from '@taxon/contract';
import { linkTo, type Part, readPart } from '../http/page.ts';

/** Paging of a `/v1` list as a caller asked for it. */
interface V1Paging {
  readonly skip?: number;
  readonly top?: number;
}

/** Which part of a list is asked for. */
export function pageOf({ skip, top }: V1Paging): Part {
  return { skip: skip ?? 0, top: top ?? defaultTop };
}

/** One page of a list. */
export async function toPage<Item, Shown>(
  paging: V1Paging,
  address: string,
  read: (part: Part) => Promise<readonly Item[]>,
  show: (item: Item) => Shown,
): Promise<{ items: Shown[]; nextLink: string | null }> {
  const { skip, top } = pageOf(paging);
  const { items, more } = await readPart({ skip, top }, read);
  return { items: items.map(show), nextLink: more ? linkTo(address, { skip: skip + top }) : null };
}

/** One page of a list whose length the engine knows. */
export function toCountedPage<Item, Shown>(
  paging: V1Paging,
  address: string,
  { items, total }: { readonly items: readonly Item[]; readonly total: number },
  show: (item: Item) => Shown,
): { items: Shown[]; nextLink: string | null; total: number } {
  const { skip, top } = pageOf(paging);
  const more = skip + top < total;
  return { items: items.map(show), nextLink: more ? linkTo(address, { skip: skip + top }) : null, total };
}
