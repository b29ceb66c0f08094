import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

/**
 * A kind of operation, with the schemas of what its row holds as JSON. The schemas must also accept what older versions
 * of the program wrote: rows are kept for seven days. So a new member is optional.
 */
export interface OperationKind<
  Kind extends string = string,
  Request extends TSchema = TSchema,
  Progress extends TSchema = TSchema,
  Result extends TSchema = TSchema,
> {
  readonly kind: Kind;
  /** What was asked. */
  readonly request: Request;
  /** Where it stands while it runs. */
  readonly progress: Progress;
  /** What came of it. */
  readonly result: Result;
}

export type RequestOf<Kind extends OperationKind> = Static<Kind['request']>;
export type ProgressOf<Kind extends OperationKind> = Static<Kind['progress']>;
export type ResultOf<Kind extends OperationKind> = Static<Kind['result']>;

/** For a kind that never says where it stands. */
export const noProgress = Type.Never();

/** For a kind whose request or result has nothing to say. */
export const noMembers = Type.Record(Type.String(), Type.Unknown());

/** A kind of operation. Those that are done within their request are no more than this; the others have a work too. */
export function defineOperation<
  const Kind extends string,
  Request extends TSchema,
  Progress extends TSchema,
  Result extends TSchema,
>(definition: OperationKind<Kind, Request, Progress, Result>): OperationKind<Kind, Request, Progress, Result> {
  return definition;
}

/**
 * JSON of a row as its schema types it. A row that does not fit was not written by this program: throws a TypeError that
 * names the operation, the kind and the member, but no value.
 */
export function parseColumn<Kind extends OperationKind, Column extends 'request' | 'progress' | 'result'>(
  definition: Kind,
  column: Column,
  id: string,
  json: unknown,
): Static<Kind[Column]> {
  const schema: TSchema = definition[column];
  if (Value.Check(schema, json)) return json as Static<Kind[Column]>;
  const first = Value.Errors(schema, json)[0];
  throw new TypeError(
    `Operation ${id} (${definition.kind}): ${column}${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}.`,
  );
}
