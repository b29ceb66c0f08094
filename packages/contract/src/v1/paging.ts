import { type TProperties, type TSchema, Type } from 'typebox';
import { closed } from '../common/closed.ts';

/** How many items a list answers by default. */
export const defaultTop = 50;
const maximumTop = 1_000;

/** Query of every list, with the list's own filters. */
export function pagingQuery<T extends TProperties>(filters: T) {
  return closed({
    skip: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 0, description: 'How many items to skip.' }),
    ),
    top: Type.Optional(
      Type.Integer({ minimum: 1, maximum: maximumTop, default: defaultTop, description: 'How many items to answer.' }),
    ),
    ...filters,
  });
}

const items = <T extends TSchema>(item: T) => ({
  items: Type.Array(item),
  nextLink: Type.Union([Type.String(), Type.Null()], {
    description: 'Absolute address of the next page. Null on the last page.',
  }),
});

/** One page of a list. */
export function page<T extends TSchema>(item: T, title: string) {
  return closed(items(item), { title });
}

/** One page of a list whose length is known. */
export function countedPage<T extends TSchema>(item: T, title: string) {
  return closed({ ...items(item), total: Type.Integer() }, { title });
}
