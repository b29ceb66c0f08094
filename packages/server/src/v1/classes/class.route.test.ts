import { makeProject } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { expect, it } from 'vitest';

const v1 = useV1();

it('classes are named in bodies, never in paths', async () => {
  const params = { project: 'p' };
  const name = 'a/b: what? #1';
  await makeProject(v1, 'p');
  await v1.ok('addClass', { params, payload: { name } });
  const twice = await v1.refused('addClass', { params, payload: { name } });
  expect(twice).toMatchObject({ status: 409, code: 'class/exists' });
  await v1.ok('renameClass', { params, payload: { from: name, to: 'constructor' } });
  expect((await v1.ok('listClasses', { params })).body.items).toEqual([{ name: 'constructor', documents: 0 }]);
  await v1.ok('removeClass', { params, payload: { name: 'constructor' } });
  const gone = await v1.refused('removeClass', { params, payload: { name } });
  expect(gone).toMatchObject({ status: 404, code: 'class/not-found' });
});
