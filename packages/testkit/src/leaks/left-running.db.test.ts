import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { watchResources } from './left-running.ts';

it('names the connection of a pg pool that was not ended', async () => {
  const resources = watchResources(500);
  const pool = new pg.Pool({ connectionString: inject('postgresAdmin') });
  await pool.query('select 1');
  const left = await resources.stop();
  await pool.end();
  expect(left).toContainEqual({
    what: expect.stringMatching(/ of a pg pool$/),
    madeAt: [expect.stringMatching(/left-running\.db\.test\.ts:\d+:\d+$/)],
  });
});

it('says nothing of a pg pool that was ended', async () => {
  const resources = watchResources();
  const pool = new pg.Pool({ connectionString: inject('postgresAdmin') });
  await pool.query('select 1');
  await pool.end();
  expect(await resources.stop()).toEqual([]);
});
