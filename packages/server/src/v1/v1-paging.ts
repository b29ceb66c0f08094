import { defaultTop } from '@taxon/contract';

/** Paging of a `/v1` list as a caller asked for it. */
interface V1Paging {
  readonly skip?: number;
  readonly top?: number;
}

/** Which part of a list is asked for. */
export function pageOf({ skip, top }: V1Paging): { readonly skip: number; readonly top: number } {
  return { skip: skip ?? 0, top: top ?? defaultTop };
}

/** One page of a list. Reads one item more than it shows, to know whether more follow. */
export async function toPage<Item, Shown>(
  paging: V1Paging,
  address: string,
  read: (page: { skip: number; top: number }) => Promise<readonly Item[]>,
  show: (item: Item) => Shown,
): Promise<{ items: Shown[]; nextLink: string | null }> {
  const { skip, top } = pageOf(paging);
  const items = await read({ skip, top: top + 1 });
  const shown = items.slice(0, top).map(show);
  return { items: shown, nextLink: items.length > top ? nextLink(address, skip + top) : null };
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
  return { items: items.map(show), nextLink: more ? nextLink(address, skip + top) : null, total };
}

function nextLink(address: string, skip: number): string {
  const url = new URL(address);
  url.searchParams.set('skip', String(skip));
  return url.href;
}
