import { createTestDatabase, type TestDatabase } from '@taxon/testkit/database/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../platform/db/database.ts';
import { embeddingDays, expireEmbeddings, vectorsOf } from './embedding-store.ts';
import { toHalf } from './half-precision.ts';
import { borrowVectors, lendCache } from './vector-dialogue.ts';
import { hashOf } from './vector-memory.ts';

let test: TestDatabase;
let db: Database;
let now = new Date('2026-01-01T00:00:00Z');
const clock = () => now;
const day = 86_400_000;

beforeAll(async () => {
  test = await createTestDatabase();
  db = createDatabase(test.connectionString, 3);
});
afterAll(async () => {
  await db.destroy();
  await test.drop();
});

const vectorOf = (text: string) => toHalf(Float32Array.of(text.length, 0.1, -1));
const given = (texts: readonly string[]) => texts.map((text) => [hashOf(text), vectorOf(text)] as const);
const sorted = <T extends readonly [string, unknown]>(vectors: readonly T[]) =>
  vectors.toSorted(([a], [b]) => (a < b ? -1 : 1));

describe('the table of vectors', () => {
  it('gives back what was kept, byte for byte, to the same encoder only', async () => {
    const store = vectorsOf(db, 'minilm:01', clock);
    expect(await store.find([hashOf('a')])).toEqual([]);
    await store.keep(given(['a', 'bb']));
    // Twice, as by two trainings at once.
    await store.keep(given(['bb', 'ccc']));
    const found = await store.find(['a', 'bb', 'ccc', 'd'].map(hashOf));
    expect(sorted(found)).toEqual(sorted(given(['a', 'bb', 'ccc'])));
    expect(await vectorsOf(db, 'minilm:02', clock).find([hashOf('a')])).toEqual([]);
  });

  it('forgets what was unused for 30 days', async () => {
    const store = vectorsOf(db, 'aging:01', clock);
    await store.keep(given(['used', 'unused']));
    now = new Date(now.getTime() + 20 * day);
    await store.find([hashOf('used')]);
    now = new Date(now.getTime() + (embeddingDays - 20 + 1) * day);
    expect(await expireEmbeddings(db, now, AbortSignal.abort())).toBe(0);
    expect(await expireEmbeddings(db, now, new AbortController().signal)).toBeGreaterThan(0);
    expect(await store.find([hashOf('used'), hashOf('unused')])).toEqual(given(['used']));
    expect(await expireEmbeddings(db, now, new AbortController().signal)).toBe(0);
  });

  it('is lent over a port, its failures known on the owner’s side', async () => {
    const loan = lendCache(vectorsOf(db, 'lent:01', clock));
    const cache = borrowVectors(loan.port);
    const found = await loan.during(async () => {
      await cache.keep(given(['a']));
      return cache.find([hashOf('a'), hashOf('b')]);
    });
    expect(found).toEqual(given(['a']));

    const gone = createDatabase(`${test.connectionString}_gone`, 1);
    const broken = lendCache(vectorsOf(gone, 'lent:01', clock));
    const asked = broken.during(async () => {
      await expect(borrowVectors(broken.port).find([hashOf('a')])).rejects.toThrow('the dialogue failed');
    });
    await expect(asked).rejects.toThrow('_gone');
    await gone.destroy();
  });
});
