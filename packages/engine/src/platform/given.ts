/**
 * What the composition root hands in. Nothing in the engine reads the clock, the environment or a source of
 * randomness by itself.
 */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Given {
  /** The time now. */
  readonly clock: () => Date;
  /** A fresh RFC 4122 UUID, lower case with hyphens. */
  readonly newId: () => string;
  /** Fresh cryptographic random bytes. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** Never receives a document's text or a key. */
  readonly log: Log;
}
