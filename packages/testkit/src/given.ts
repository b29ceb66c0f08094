import { randomBytes, randomUUID } from 'node:crypto';
import type { Given } from '@taxon/engine';

/** What tests hand to the engine: the real clock, ids and randomness, and a log that keeps only what it was told. */
export function given(
  overrides: Partial<Given> = {},
): Given & { readonly logged: { level: string; fields: object; message: string }[] } {
  const logged: { level: string; fields: object; message: string }[] = [];
  const write = (level: string) => (fields: object, message: string) => {
    logged.push({ level, fields, message });
  };
  return {
    clock: () => new Date(),
    newId: () => randomUUID(),
    randomBytes: (length) => randomBytes(length),
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    logged,
    ...overrides,
  };
}
