/** Paging as a caller asked for it: `top` caps the whole list, `maxpagesize` one answer. */
export interface AuthoringPaging {
  readonly top?: number;
  readonly skip?: number;
  readonly maxpagesize?: number;
}

// The contract names no default; the service's own examples list everything at once.
const defaultPageSize = 100;
const maximumPageSize = 1_000;

/** One page of a list that `read` answers from `skip` on. Reads one item more than it shows, to know whether more follow. */
export async function toAuthoringPage<Item, Shown>(
  paging: AuthoringPaging,
  address: string,
  read: (page: { skip: number; top: number }) => Promise<readonly Item[]>,
  show: (item: Item) => Shown,
): Promise<{ value: Shown[]; nextLink: string | null }> {
  const skip = paging.skip ?? 0;
  const size = Math.min(paging.maxpagesize ?? defaultPageSize, paging.top ?? maximumPageSize, maximumPageSize);
  if (size === 0) return { value: [], nextLink: null };
  const items = await read({ skip, top: size + 1 });
  const left = paging.top === undefined ? undefined : paging.top - size;
  const more = items.length > size && (left === undefined || left > 0);
  return {
    value: items.slice(0, size).map(show),
    nextLink: more ? nextLink(address, skip + size, left) : null,
  };
}

// Every other parameter of the request is kept: clients pass them on to the next page as they are.
function nextLink(address: string, skip: number, top: number | undefined): string {
  const url = new URL(address);
  url.searchParams.set('skip', String(skip));
  if (top !== undefined) url.searchParams.set('top', String(top));
  return url.href;
}
