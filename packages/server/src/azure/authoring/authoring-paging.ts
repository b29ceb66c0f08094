import { linkTo, type Part, readPart } from '../../http/page.ts';

/** Paging as a caller asked for it: `top` caps the whole list, `maxpagesize` one answer. */
export interface AuthoringPaging {
  readonly top?: number;
  readonly skip?: number;
  readonly maxpagesize?: number;
}

// The contract names no default; the service's own examples list everything at once.
const defaultPageSize = 100;
const maximumPageSize = 1_000;

/** One page of a list that `read` answers. */
export async function toAuthoringPage<Item, Shown>(
  paging: AuthoringPaging,
  address: string,
  read: (part: Part) => Promise<readonly Item[]>,
  show: (item: Item) => Shown,
): Promise<{ value: Shown[]; nextLink: string | null }> {
  const skip = paging.skip ?? 0;
  const size = Math.min(paging.maxpagesize ?? defaultPageSize, paging.top ?? maximumPageSize, maximumPageSize);
  if (size === 0) return { value: [], nextLink: null };
  const { items, more } = await readPart({ skip, top: size }, read);
  const left = paging.top === undefined ? undefined : paging.top - size;
  const next = { skip: skip + size, ...(left === undefined ? {} : { top: left }) };
  return { value: items.map(show), nextLink: more && left !== 0 ? linkTo(address, next) : null };
}
