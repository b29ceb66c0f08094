import {
  type Database,
  EngineError,
  type Given,
  isUniqueViolation,
  lockFor,
  requireName,
  type Tx,
} from '../platform/index.ts';
import { type AccessService, type Actor, type ApiKey, keyNameOf } from './access.ts';
import * as store from './access-store.ts';
import { createAuthentication, hashOf } from './authentication.ts';
import { mayReach, requireRight, visibleProjects } from './enter.ts';

const secretBytes = 32;
const ownerName = 'owner';

interface AccessDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId' | 'randomBytes' | 'log'>;
}

function withoutSecret(key: store.StoredKey): ApiKey {
  const { name, role, projects, createdAt, lastUsedAt } = key;
  return { name, role, projects, createdAt, lastUsedAt };
}

/** Whether the key may do everything in all projects. */
function isUnlimited({ role, projects }: Pick<ApiKey, 'role' | 'projects'>): boolean {
  return role === 'owner' && projects === undefined;
}

/** No key makes, lists or revokes a key that reaches further than itself. `projects` undefined: all projects. */
function reachesAll(actor: Actor, projects: readonly string[] | undefined): boolean {
  if (visibleProjects(actor) === undefined) return true;
  return projects?.every((name) => mayReach(actor, name)) ?? false;
}

function requireReach(actor: Actor, projects: readonly string[] | undefined): void {
  if (reachesAll(actor, projects)) return;
  const outside = projects?.find((name) => !mayReach(actor, name));
  if (outside !== undefined)
    throw new EngineError('access/forbidden-project', { actor: keyNameOf(actor), projectName: outside });
  const own =
    visibleProjects(actor)
      ?.map((name) => `"${name}"`)
      .join(', ') ?? '';
  throw new EngineError('access/key-too-wide', { actor: keyNameOf(actor), projects: own });
}

/** Until the transaction ends, no other transaction counts the owner keys and then makes or revokes one. */
const lockOwners = (tx: Tx): Promise<void> => lockFor(tx, 'taxon/access/owners');

export function createAccessService({ db, given }: AccessDeps): AccessService {
  const authentication = createAuthentication(db, given);

  return {
    require: requireRight,
    authenticate: authentication.authenticate,
    createKey: async (actor, { name, role, projects }) => {
      requireRight(actor, 'own');
      requireName('name', name);
      requireReach(actor, projects);
      const secret = Buffer.from(given.randomBytes(secretBytes)).toString('base64url');
      const now = given.clock();
      try {
        await store.insert(db, { id: given.newId(), name, role, projects, secretHash: hashOf(secret), now });
      } catch (error) {
        if (isUniqueViolation(error, 'api_key_name')) throw new EngineError('access/key-exists', { keyName: name });
        throw error;
      }
      return { name, role, projects, createdAt: now, lastUsedAt: undefined, secret };
    },
    listKeys: async (actor) => {
      requireRight(actor, 'own');
      return (await store.list(db)).filter((key) => reachesAll(actor, key.projects)).map(withoutSecret);
    },
    revokeKey: async (actor, name) => {
      requireRight(actor, 'own');
      await db.transaction().execute(async (tx) => {
        await lockOwners(tx);
        const key = await store.findByName(tx, name);
        if (key === undefined) throw new EngineError('access/key-not-found', { keyName: name });
        requireReach(actor, key.projects);
        if (isUnlimited(key) && (await store.countOwners(tx)) === 1)
          throw new EngineError('access/last-owner', { keyName: name });
        if (!(await store.revoke(tx, name, given.clock())))
          throw new EngineError('access/key-not-found', { keyName: name });
      });
      authentication.forgetAll();
    },
    ensureOwnerKey: async (secret) => {
      const secretHash = hashOf(secret);
      await db.transaction().execute(async (tx) => {
        await lockOwners(tx);
        await store.forgetRevoked(tx, secretHash);
        await store.putOwner(tx, { id: given.newId(), name: ownerName, secretHash, now: given.clock() });
      });
      authentication.forgetAll();
    },
    offerOwnerKey: async (secret) => {
      const secretHash = hashOf(secret);
      const holds = await db.transaction().execute(async (tx) => {
        await lockOwners(tx);
        const key = await store.findByHash(tx, secretHash);
        if (key !== undefined) return isUnlimited(key);
        if ((await store.countOwners(tx)) > 0 || (await store.wasRevoked(tx, secretHash))) return false;
        await store.putOwner(tx, { id: given.newId(), name: ownerName, secretHash, now: given.clock() });
        return true;
      });
      authentication.forgetAll();
      return holds;
    },
  };
}
