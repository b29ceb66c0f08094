import { createHash, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Database, type Given, problemOf } from '../platform/index.ts';
import type { AccessService, Actor } from './access.ts';
import * as store from './access-store.ts';

const knownMilliseconds = 10_000;
// A wrong key can become valid only as TAXON_OWNER_KEY. This process knows it at once, other processes after 5 s.
const wrongMilliseconds = 5_000;
const mostKeys = 1000;
const touchMilliseconds = 60_000;

/** The hash of a key, which is all that is stored of it. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

export interface Authentication {
  readonly authenticate: AccessService['authenticate'];
  /** Forgets all answers, because keys have changed: the database is asked again about each key. */
  forgetAll(): void;
}

export function createAuthentication(db: Database, given: Pick<Given, 'clock' | 'log'>): Authentication {
  // lru-cache still answers a value whose age is exactly `ttl`. Ours must be gone at that age, so `ttl` is one millisecond
  // less. `ttlResolution` 0: the clock is read for each answer. The default reads it once a millisecond.
  const options = { max: mostKeys, perf: { now: () => given.clock().getTime() }, ttlResolution: 0 };
  const known = new LRUCache<string, store.StoredKey>({ ...options, ttl: knownMilliseconds - 1 });
  // Apart from the right ones, so that a flood of wrong keys never drives those out.
  const wrong = new LRUCache<string, true>({ ...options, ttl: wrongMilliseconds - 1 });

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
      const recent = known.get(name);
      if (recent !== undefined) return actorOf(recent);
      if (wrong.has(name)) return undefined;
      const key = await store.findByHash(db, hash);
      if (key === undefined || !timingSafeEqual(key.secretHash, hash)) {
        wrong.set(name, true);
        return undefined;
      }
      known.set(name, key);
      touchLater(key, given.clock());
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
