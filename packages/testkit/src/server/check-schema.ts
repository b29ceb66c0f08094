import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { expect } from 'vitest';

/** Fails when a value does not fit its schema. A member that the schema does not know is a fault too. */
export function expectSchema(schema: TSchema, value: unknown): void {
  const faults = [...Value.Errors(schema, value)].map(({ instancePath, message }) => `${instancePath}: ${message}`);
  expect(faults, JSON.stringify(value, undefined, 1)).toEqual([]);
}
