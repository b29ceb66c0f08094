import { rankOf } from '../columns/known-names.ts';
import type { RowField } from '../columns/reading.ts';

/** A JSON object as it stands in a file. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The fields of one record of another tool's export. */
export interface ShapedRow {
  readonly raw: Readonly<Partial<Record<RowField, unknown>>>;
  /** The record is marked as finished or submitted, so that no labels means "none of the classes". */
  readonly finished: boolean;
  /** The member that holds the labels, where its name is not the shape's own. */
  readonly labelMember?: string | undefined;
}

/** The shape of another tool's export. */
export interface Shape {
  /** As it is said: "doccano JSON lines". */
  readonly name: string;
  /** Whether an object has this shape; the first object of a file decides. */
  fits(object: JsonObject): boolean;
  read(object: JsonObject): ShapedRow;
  /** Members that belong to the shape and carry nothing that is read here. */
  readonly members: readonly string[];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The member of this name, or the only string that the object holds, or the one that has the best name for a text. */
export function textMember(object: JsonObject): unknown {
  if (typeof object.text === 'string') return object.text;
  const strings = Object.entries(object).filter(([, value]) => typeof value === 'string');
  if (strings.length === 1) return strings[0]?.[1];
  const ranked = strings.flatMap(([name, value]) => {
    const rank = rankOf(name, 'text');
    return rank === undefined ? [] : [{ rank, value }];
  });
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.value ?? object.text;
}
