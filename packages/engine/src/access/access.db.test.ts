import { createTestDatabase, type TestDatabase } from '@taxon/testkit/database/test-database';
import { owner } from '@taxon/testkit/engine/test-engine';
import { given } from '@taxon/testkit/given';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../platform/index.ts';
import { type AccessService, type Actor, createAccessService, rights, rightsOf, roles } from './index.ts';

let test: TestDatabase;
let db: Database;
let access: AccessService;
let now = new Date('2026-01-01T00:00:00Z');

beforeAll(async () => {
  test = await createTestDatabase();
  db = createDatabase(test.connectionString, 4);
  access = createAccessService({ db, given: given({ clock: () => now }) });
});
afterAll(async () => {
  await db.destroy();
  await test.drop();
});

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

describe('a key', () => {
  it('has 256 random bits, is answered once and kept as a hash', async () => {
    const key = await access.createKey(owner, { name: 'ci', role: 'writer' });
    expect(Buffer.from(key.secret, 'base64url')).toHaveLength(32);
    expect(await access.authenticate(key.secret)).toEqual({ name: 'key:ci', role: 'writer', projects: undefined });
    const rows = await db.selectFrom('api_key').selectAll().execute();
    expect(JSON.stringify(rows.map((row) => [row, row.secret_hash.toString('utf8')]))).not.toContain(key.secret);
    expect(await access.listKeys(owner)).toEqual([
      expect.objectContaining({ name: 'ci', role: 'writer', projects: undefined }),
    ]);
  });

  it('is unknown when it is wrong, and after it was revoked', async () => {
    const { secret } = await access.createKey(owner, { name: 'short', role: 'reader' });
    expect(await access.authenticate(`${secret}x`)).toBeUndefined();
    expect(await access.authenticate('')).toBeUndefined();
    await access.revokeKey(owner, 'short');
    expect(await access.authenticate(secret)).toBeUndefined();
    await expect(access.revokeKey(owner, 'short')).rejects.toMatchObject({ code: 'access/key-not-found' });
  });

  it('that is wrong is looked up once in 5 s, however often it comes', async () => {
    const asked: string[] = [];
    const counting = createAccessService({
      db: db.withPlugin({
        transformQuery: ({ node }) => {
          asked.push(node.kind);
          return node;
        },
        transformResult: async ({ result }) => result,
      }),
      given: given({ clock: () => now }),
    });
    for (let time = 0; time < 10; time += 1) expect(await counting.authenticate('wrong-key')).toBeUndefined();
    expect(asked).toHaveLength(1);
    later(5);
    expect(await counting.authenticate('wrong-key')).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  it('given as the owner key is right at once, though it was wrong a moment ago', async () => {
    const secret = '3'.repeat(40);
    expect(await access.authenticate(secret)).toBeUndefined();
    await access.ensureOwnerKey(secret);
    expect(await access.authenticate(secret)).toEqual(owner);
  });

  it('that is right is not looked up again because many wrong ones came in between', async () => {
    const { secret } = await access.createKey(owner, { name: 'steady', role: 'reader' });
    await access.authenticate(secret);
    for (let wrong = 0; wrong < 1100; wrong += 1) await access.authenticate(`wrong-${wrong}`);
    await db.updateTable('api_key').set({ revoked_at: now }).where('api_key.name', '=', 'steady').execute();
    expect(await access.authenticate(secret)).toMatchObject({ name: 'key:steady' });
  });

  it('revoked by another process is unknown after 10 s at the latest', async () => {
    const other = createAccessService({ db, given: given({ clock: () => now }) });
    const { secret } = await access.createKey(owner, { name: 'elsewhere', role: 'reader' });
    expect(await other.authenticate(secret)).toBeDefined();
    await access.revokeKey(owner, 'elsewhere');
    later(10);
    expect(await other.authenticate(secret)).toBeUndefined();
  });

  it('has a name of its own, free again once revoked', async () => {
    await access.createKey(owner, { name: 'twice', role: 'reader' });
    const again = access.createKey(owner, { name: 'twice', role: 'reader' });
    await expect(again).rejects.toMatchObject({ code: 'access/key-exists' });
    await access.revokeKey(owner, 'twice');
    await access.createKey(owner, { name: 'twice', role: 'reader' });
    await expect(access.createKey(owner, { name: 'a b', role: 'reader' })).rejects.toMatchObject({
      code: 'input/invalid',
    });
  });

  it('tells when it was last used', async () => {
    const { secret } = await access.createKey(owner, { name: 'used', role: 'reader' });
    await access.authenticate(secret);
    const lastUsed = async () => (await access.listKeys(owner)).find(({ name }) => name === 'used')?.lastUsedAt;
    await expect.poll(lastUsed).toEqual(now);
  });
});

describe('the owner key', () => {
  it('is replaced by another secret, and may come back', async () => {
    const [first, second] = ['1'.repeat(40), '2'.repeat(40)];
    await access.ensureOwnerKey(first);
    await access.ensureOwnerKey(first);
    expect(await access.authenticate(first)).toEqual(owner);
    await access.ensureOwnerKey(second);
    expect(await access.authenticate(first)).toBeUndefined();
    await access.createKey(owner, { name: 'other-owner', role: 'owner' });
    await access.revokeKey(owner, 'owner');
    expect(await access.authenticate(second)).toBeUndefined();
    await access.ensureOwnerKey(second);
    expect(await access.authenticate(second)).toEqual(owner);
    await access.ensureOwnerKey(first);
    expect(await access.authenticate(first)).toEqual(owner);
  });
});

describe('a right', () => {
  it('belongs to roles as the table says', () => {
    for (const role of roles) {
      for (const right of rights) {
        const ask = () => access.require({ name: 'key:x', role, projects: undefined }, right);
        if ((rightsOf[role] as readonly string[]).includes(right)) expect(ask).not.toThrow();
        else expect(ask).toThrow(expect.objectContaining({ code: 'access/forbidden' }));
      }
    }
  });

  it('ends at the projects of a key', () => {
    const actor: Actor = { name: 'key:x', role: 'writer', projects: ['a'] };
    expect(() => access.require(actor, 'write', 'a')).not.toThrow();
    expect(() => access.require(actor, 'write', 'b')).toThrow(
      expect.objectContaining({ code: 'access/forbidden-project' }),
    );
  });

  it('cannot be handed out, seen or revoked beyond one’s own', async () => {
    const local: Actor = { name: 'key:local', role: 'owner', projects: ['a'] };
    const refused = { code: 'access/forbidden-project' };
    const tooWide = {
      code: 'access/key-too-wide',
      message: expect.stringContaining('"local" is for the projects "a" only'),
    };
    await expect(access.createKey(local, { name: 'k1', role: 'owner' })).rejects.toMatchObject(tooWide);
    await expect(access.createKey(local, { name: 'k2', role: 'reader', projects: ['b'] })).rejects.toMatchObject(
      refused,
    );
    await access.createKey(local, { name: 'k3', role: 'reader', projects: ['a'] });
    expect((await access.listKeys(local)).map(({ name }) => name)).toEqual(['k3']);
    await expect(access.revokeKey(local, 'ci')).rejects.toMatchObject(tooWide);
    await access.revokeKey(local, 'k3');
    const writer: Actor = { ...owner, role: 'writer' };
    await expect(access.listKeys(writer)).rejects.toMatchObject({ code: 'access/forbidden' });
  });
});

describe('the last owner key for all projects', () => {
  it('is not revoked, not even by two who revoke each other at once', async () => {
    for (const { name } of await access.listKeys(owner)) if (name !== 'owner') await access.revokeKey(owner, name);
    await access.ensureOwnerKey('4'.repeat(40));
    await access.createKey(owner, { name: 'local-owner', role: 'owner', projects: ['a'] });
    await access.createKey(owner, { name: 'not-owner', role: 'writer' });
    const refused = {
      code: 'access/last-owner',
      message: expect.stringContaining('make another one before you revoke it'),
    };
    await expect(access.revokeKey(owner, 'owner')).rejects.toMatchObject(refused);
    expect(await access.authenticate('4'.repeat(40))).toEqual(owner);
    await access.createKey(owner, { name: 'second', role: 'owner' });
    const both = await Promise.allSettled(['owner', 'second'].map((name) => access.revokeKey(owner, name)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = (await access.listKeys(owner)).map(({ name }) => name);
    expect(left).toHaveLength(3);
    await access.revokeKey(owner, 'local-owner');
    await access.revokeKey(owner, 'not-owner');
  });
});

describe('an offered owner key', () => {
  const [offered, other] = ['5'.repeat(40), '6'.repeat(40)];

  it('is taken by a database without any owner key, by no other, and never again once revoked', async () => {
    await db.deleteFrom('api_key').execute();
    await access.createKey(owner, { name: 'local-owner', role: 'owner', projects: ['a'] });
    expect(await access.authenticate(offered)).toBeUndefined();
    expect(await access.offerOwnerKey(offered)).toBe(true);
    expect(await access.authenticate(offered)).toEqual(owner);
    expect(await access.offerOwnerKey(offered)).toBe(true);
    expect(await access.offerOwnerKey(other)).toBe(false);
    expect(await access.authenticate(other)).toBeUndefined();
    const { secret } = await access.createKey(owner, { name: 'second', role: 'owner' });
    await access.revokeKey(owner, 'owner');
    expect(await access.offerOwnerKey(offered)).toBe(false);
    expect(await access.authenticate(offered)).toBeUndefined();
    expect(await access.offerOwnerKey(secret)).toBe(true);
    // As a database may be whose last owner key an earlier version revoked.
    await db.deleteFrom('api_key').where('api_key.name', '=', 'second').execute();
    expect(await access.offerOwnerKey(offered)).toBe(false);
    expect(await access.offerOwnerKey(other)).toBe(true);
  });

  it('that may not do everything does not count as one', async () => {
    const { secret } = await access.createKey(owner, { name: 'writer', role: 'writer' });
    expect(await access.offerOwnerKey(secret)).toBe(false);
  });
});
