/**
 * Roles, from the most rights to the fewest. An owner may do everything. A writer may not deploy, delete or manage keys. A
 * reader may look and classify. A predict-only key may classify.
 */
export const roles = ['owner', 'writer', 'reader', 'predict-only'] as const;
export type Role = (typeof roles)[number];

/** The right that an act needs. `own`: deploy; delete a project, model or deployment; manage keys. */
export const rights = ['own', 'write', 'read', 'predict'] as const;
export type Right = (typeof rights)[number];

export const rightsOf = {
  owner: ['own', 'write', 'read', 'predict'],
  writer: ['write', 'read', 'predict'],
  reader: ['read', 'predict'],
  'predict-only': ['predict'],
} as const satisfies Record<Role, readonly Right[]>;

/** Who does something. `name` is `key:<name>`; `projects` undefined means all projects. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  readonly projects: readonly string[] | undefined;
}

/** The name of an actor's key, as whoever made the key knows it. */
export function keyNameOf({ name }: Pick<Actor, 'name'>): string {
  return name.replace(/^key:/, '');
}

export interface ApiKey {
  readonly name: string;
  readonly role: Role;
  readonly projects: readonly string[] | undefined;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
}

export interface AccessService {
  /**
   * The actor of a key. Undefined: the key is unknown or revoked. Keys are compared by their SHA-256, in constant time. A
   * known key is cached for 10 s, an unknown one for 5 s.
   */
  authenticate(secret: string): Promise<Actor | undefined>;
  /**
   * Judges a right before a request is read any further: a door calls it for every request. The acts of the engine judge
   * again by themselves. Throws `access/forbidden` or `access/forbidden-project`.
   */
  require(actor: Actor, right: Right, projectName?: string): void;
  /** Creates a key of 256 random bits. The secret is answered once; only its hash is stored. */
  createKey(
    actor: Actor,
    key: { name: string; role: Role; projects?: readonly string[] },
  ): Promise<ApiKey & { secret: string }>;
  listKeys(actor: Actor): Promise<readonly ApiKey[]>;
  /** Throws `access/last-owner` when no key that may do everything would be left. */
  revokeKey(actor: Actor, name: string): Promise<void>;
  /**
   * Makes the secret the key named `owner` with the role owner, because the operator wants it so. A key of that name is
   * replaced.
   */
  ensureOwnerKey(secret: string): Promise<void>;
  /**
   * Makes the given secret the key named `owner` when no key may do everything and this one was never revoked. Answers
   * whether it may do everything now.
   */
  offerOwnerKey(secret: string): Promise<boolean>;
}
