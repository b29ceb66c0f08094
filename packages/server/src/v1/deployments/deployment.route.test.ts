import { trainModel, trainTickets } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { expect, it } from 'vitest';

const v1 = useV1(async (door) => {
  await trainTickets(door, 'tickets');
  await trainModel(door, 'tickets', { model: 'm2' });
});
const params = { project: 'tickets' };

it('a deployment answers with a trained model only', async () => {
  const none = await v1.refused('deploy', { params: { ...params, deployment: 'd' }, payload: { model: 'none' } });
  expect(none).toMatchObject({
    status: 404,
    code: 'model/not-trained',
    message: 'There is no model "none" in this project. Train one of that name first.',
  });
});

it('two deployments are swapped, listed and deleted', async () => {
  const [first, second] = ['production', 'staging'].map((deployment) => ({ ...params, deployment }));
  if (first === undefined || second === undefined) throw new Error('two names were given');
  for (const [at, model] of [
    [first, 'm1'],
    [second, 'm2'],
  ] as const) {
    const { body } = await v1.ok('deploy', { params: at, payload: { model } });
    expect(body).toMatchObject({ kind: 'deploy', subject: at.deployment, status: 'succeeded' });
  }
  await v1.ok('swapDeployments', { params, payload: { first: 'production', second: 'staging' } });
  expect((await v1.ok('getDeployment', { params: first })).body.model).toBe('m2');
  expect((await v1.ok('getDeployment', { params: second })).body.model).toBe('m1');
  expect((await v1.ok('listDeployments', { params })).body.items).toHaveLength(2);
  for (const at of [first, second]) {
    await v1.ok('deleteDeployment', { params: at });
    expect((await v1.refused('getDeployment', { params: at })).code).toBe('deployment/not-found');
  }
});
