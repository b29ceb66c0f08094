import { createHash, timingSafeEqual } from 'node:crypto';
import { type Database, type Given, problemOf } from '../platform/index.ts';
import type { AccessService, Actor } from './access.ts';
import * as store from './access-store.ts';
import { createRecent } from './recent.ts';

const knownMilliseconds = 10_000;
// A wrong key becomes right only when it is given as TAXON_OWNER_KEY: here at once, in other processes so much later.
const wrongMilliseconds = 5_000;
const mostKeys = 1000;
const touchMilliseconds = 60_000;

/** What is kept of a key. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

export interface Authentication {
  readonly authenticate: AccessService['authenticate'];
  /** Keys have changed: the database is asked again about each. */
  forgetAll(): void;
}

export function createAuthentication(db: Database, given: Pick<Given, 'clock' | 'log'>): Authentication {
  const known = createRecent<store.StoredKey>(knownMilliseconds, mostKeys);
  // Apart, so that a flood of wrong keys never drives out right ones.
  const wrong = createRecent<true>(wrongMilliseconds, mostKeys);

  function touchLater(key: store.StoredKey, now: Date): void {
    if (key.lastUsedAt !== undefined && now.getTime() - key.lastUsedAt.getTime() < touchMilliseconds) return;
    store.touch(db, key.id, now).catch((error: unknown) => {
      given.log.warn({ key: key.name, problem: problemOf(error) }, 'the last use of a key could not be written');
    });
  }

  return {
    authenticate: async (secret) => {
      const hash = hashOf(secret);
      const name = hash.toString('base64');
      const now = given.clock();
      const recent = known.get(name, now);
      if (recent !== undefined) return actorOf(recent);
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
    forgetAll: () => {
      known.clear();
      wrong.clear();
    },
  };
}

function actorOf({ name, role, projects }: store.StoredKey): Actor {
  return { name: `key:${name}`, role, projects };
}
