import { createHash, timingSafeEqual } from 'node:crypto';
import { type Database, fail, type Given, isUniqueViolation, problemOf, requireName } from '../platform/index.ts';
import { type AccessService, type Actor, type ApiKey, type Right, rightsOf } from './access.ts';
import * as store from './access-store.ts';
import { createRecent } from './recent.ts';

const cacheMilliseconds = 10_000;
// A wrong key becomes right only when it is given as TAXON_OWNER_KEY: here at once, in other processes so much later.
const wrongMilliseconds = 5_000;
const cachedKeys = 1000;
const touchMilliseconds = 60_000;
const secretBytes = 32;
const ownerName = 'owner';

const actions: Record<Right, string> = {
  own: 'deploy, delete, or manage keys',
  write: 'change anything',
  read: 'read projects',
  predict: 'classify',
};

interface AccessDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId' | 'randomBytes' | 'log'>;
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

function withoutSecret(key: store.StoredKey): ApiKey {
  const { name, role, projects, createdAt, lastUsedAt } = key;
  return { name, role, projects, createdAt, lastUsedAt };
}

function requireRight(actor: Actor, right: Right, projectName?: string): void {
  if (!(rightsOf[actor.role] as readonly Right[]).includes(right)) {
    fail('access/forbidden', { actor: actor.name, role: actor.role, action: actions[right] });
  }
  if (projectName !== undefined && actor.projects !== undefined && !actor.projects.includes(projectName)) {
    fail('access/forbidden-project', { actor: actor.name, projectName });
  }
}

/** Nobody hands out, sees or revokes what reaches further than their own key. */
function reaches(actor: Actor, projects: readonly string[] | undefined): boolean {
  return actor.projects === undefined || (projects?.every((name) => actor.projects?.includes(name)) ?? false);
}

function requireReach(actor: Actor, projects: readonly string[] | undefined): void {
  if (reaches(actor, projects)) return;
  const outside = projects?.find((name) => !actor.projects?.includes(name));
  if (outside !== undefined) fail('access/forbidden-project', { actor: actor.name, projectName: outside });
  const own = actor.projects?.map((name) => `"${name}"`).join(', ') ?? '';
  fail('access/key-too-wide', { actor: actor.name, projects: own });
}

export function createAccessService({ db, given }: AccessDeps): AccessService {
  const known = createRecent<store.StoredKey>(cacheMilliseconds, cachedKeys);
  // Apart, so that a flood of wrong keys never drives out right ones.
  const wrong = createRecent<true>(wrongMilliseconds, cachedKeys);
  const forgetAll = () => {
    known.clear();
    wrong.clear();
  };

  function touchLater(key: store.StoredKey, now: Date): void {
    if (key.lastUsedAt !== undefined && now.getTime() - key.lastUsedAt.getTime() < touchMilliseconds) return;
    store.touch(db, key.id, now).catch((error: unknown) => {
      given.log.warn({ key: key.name, problem: problemOf(error) }, 'the last use of a key could not be written');
    });
  }

  return {
    require: requireRight,
    authenticate: async (secret) => {
      const hash = hashOf(secret);
      const name = hash.toString('base64');
      const now = given.clock();
      const cached = known.get(name, now);
      if (cached !== undefined) return actorOf(cached);
      if (wrong.get(name, now) === true) return undefined;
      const key = await store.findByHash(db, hash);
      if (key === undefined || !timingSafeEqual(key.secretHash, hash)) {
        wrong.set(name, true, now);
        return undefined;
      }
      known.set(name, key, now);
      touchLater(key, now);
      return actorOf(key);
    },
    createKey: async (actor, { name, role, projects }) => {
      requireRight(actor, 'own');
      requireName('name', name);
      requireReach(actor, projects);
      const secret = Buffer.from(given.randomBytes(secretBytes)).toString('base64url');
      const now = given.clock();
      try {
        await store.insert(db, { id: given.newId(), name, role, projects, secretHash: hashOf(secret), now });
      } catch (error) {
        if (isUniqueViolation(error, 'api_key_name')) fail('access/key-exists', { keyName: name });
        throw error;
      }
      return { name, role, projects, createdAt: now, lastUsedAt: undefined, secret };
    },
    listKeys: async (actor) => {
      requireRight(actor, 'own');
      return (await store.list(db)).filter((key) => reaches(actor, key.projects)).map(withoutSecret);
    },
    revokeKey: async (actor, name) => {
      requireRight(actor, 'own');
      const key = (await store.findByName(db, name)) ?? fail('access/key-not-found', { keyName: name });
      requireReach(actor, key.projects);
      if (!(await store.revoke(db, name, given.clock()))) fail('access/key-not-found', { keyName: name });
      forgetAll();
    },
    ensureOwnerKey: async (secret) => {
      const secretHash = hashOf(secret);
      await db.transaction().execute(async (tx) => {
        await store.forgetRevoked(tx, secretHash);
        await store.putOwner(tx, { id: given.newId(), name: ownerName, secretHash, now: given.clock() });
      });
      forgetAll();
    },
  };
}

function actorOf(key: store.StoredKey): Actor {
  return { name: `key:${key.name}`, role: key.role, projects: key.projects };
}
