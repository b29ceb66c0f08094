import type { TSchema } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';

/** Paging of every authoring list: `top` caps the whole list, `maxpagesize` one answer, `skip` comes first. */
export const authoringPagingQuery = {
  top: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  maxpagesize: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
};

/** The query of a list without further parameters. */
export const listQuery = Type.Object(authoringPagingQuery);

/** `{ value, nextLink }`, with an explicit null on the last page, as the service's own examples print it. */
export function authoringList<T extends TSchema>(item: T) {
  return closed({ value: Type.Array(item), nextLink: Type.Union([Type.String(), Type.Null()]) });
}
