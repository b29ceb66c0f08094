import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

const rounds = 10;
const namesOf = async () => (await test.engine.access.listKeys(owner)).map(({ name }) => name);

describe('two changes of keys at the same time', () => {
  it('make both keys, and a key of one name once', async () => {
    const { access } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const names = [`a${round}`, `b${round}`, `same${round}`, `same${round}`];
      const answers = await Promise.allSettled(names.map((name) => access.createKey(owner, { name, role: 'reader' })));
      const refused = answers.filter((answer) => answer.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toMatchObject({ code: 'access/key-exists' });
      expect(await namesOf()).toEqual(expect.arrayContaining([...new Set(names)]));
      // Every secret that was answered lets its caller in.
      for (const answer of answers) {
        if (answer.status === 'fulfilled') expect(await access.authenticate(answer.value.secret)).toBeDefined();
      }
    }
  });

  it('revoke a key once', async () => {
    const { access } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const { secret } = await access.createKey(owner, { name: 'short-lived', role: 'reader' });
      const answers = await Promise.allSettled([1, 2].map(() => access.revokeKey(owner, 'short-lived')));
      const refused = answers.filter((answer) => answer.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toMatchObject({ code: 'access/key-not-found' });
      expect(await access.authenticate(secret)).toBeUndefined();
    }
  });

  it('leave one key that may do everything', async () => {
    const { access } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const owners = [`first${round}`, `second${round}`];
      for (const name of owners) await access.createKey(owner, { name, role: 'owner' });
      for (const { name, role } of await access.listKeys(owner)) {
        if (role === 'owner' && !owners.includes(name)) await access.revokeKey(owner, name);
      }
      const answers = await Promise.allSettled(owners.map((name) => access.revokeKey(owner, name)));
      const refused = answers.filter((answer) => answer.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toMatchObject({ code: 'access/last-owner' });
    }
  });
});
