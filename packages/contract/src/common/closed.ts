import { type TObjectOptions, type TProperties, Type } from 'typebox';

/** An object with these members and no others. Everything that a door answers, and every body of `/v1`, is closed. */
export function closed<Members extends TProperties>(members: Members, options: TObjectOptions = {}) {
  return Type.Object(members, { additionalProperties: false, ...options });
}
