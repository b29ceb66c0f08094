/** Roles from most to least: owner (everything), writer (not deploy, delete or keys), reader (look, classify), predict-only (classify). */
export const roles = ['owner', 'writer', 'reader', 'predict-only'] as const;
export type Role = (typeof roles)[number];

/** What an act needs. own: deploy, delete project/model/deployment, keys. */
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

export interface ApiKey {
  readonly name: string;
  readonly role: Role;
  readonly projects: readonly string[] | undefined;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
}

export interface AccessService {
  /** The actor of a key, or undefined when the key is unknown or revoked. Compared by SHA-256, in constant time; kept for at most 10 s, that it is unknown for 5 s. */
  authenticate(secret: string): Promise<Actor | undefined>;
  /**
   * Judges a right before a request is read any further: a door calls it for every request. The acts of the engine judge
   * again by themselves. Throws `access/forbidden` or `access/forbidden-project`.
   */
  require(actor: Actor, right: Right, projectName?: string): void;
  /** Creates a key of at least 256 random bits; the secret is answered once and stored only as a hash. */
  createKey(
    actor: Actor,
    key: { name: string; role: Role; projects?: readonly string[] },
  ): Promise<ApiKey & { secret: string }>;
  listKeys(actor: Actor): Promise<readonly ApiKey[]>;
  /** Throws `access/last-owner` when afterwards no key could do everything. */
  revokeKey(actor: Actor, name: string): Promise<void>;
  /** Makes the given secret the key named `owner` (role owner), whatever was before: the operator's explicit will. */
  ensureOwnerKey(secret: string): Promise<void>;
  /**
   * Makes the given secret the key named `owner` when no key may do everything and this one was never revoked. Answers
   * whether it may do everything now.
   */
  offerOwnerKey(secret: string): Promise<boolean>;
}
