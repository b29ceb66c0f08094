import { importRows, makeProject, ticketRows } from '@taxon/testkit/server/tickets';
import { useV1, type V1Door } from '@taxon/testkit/server/use-v1';
import { expect, it } from 'vitest';

const v1 = useV1();

async function ready(door: V1Door, project: string) {
  await makeProject(door, project);
  await importRows(door, project, ticketRows);
  return { project };
}

it('a training runs once at a time, and is read, listed and no longer cancelled when it has ended', async () => {
  const params = await ready(v1, 'trained');
  const payload = { model: 'm1', evaluation: { kind: 'manual' }, seed: 7 };
  const { body } = await v1.ok('train', { params, payload });
  expect(body).toMatchObject({ kind: 'train', model: 'm1', configVersion: '2022-05-01', status: 'notStarted' });
  const second = await v1.refused('train', { params, payload });
  expect(second).toMatchObject({ status: 409, code: 'training/already-running' });
  await v1.server.work('train', body.id);
  const at = { ...params, operation: body.id };
  const done = (await v1.ok('getTraining', { params: at, query: { wait: '1' } })).body;
  expect(done).toMatchObject({ status: 'succeeded', progress: { training: { percent: 100 } } });
  expect((await v1.ok('listTrainings', { params })).body.items).toEqual([done]);
  const late = await v1.refused('cancelTraining', { params: at });
  expect(late).toMatchObject({ status: 409, code: 'operation/not-cancellable' });
});

it('a training that has not begun is cancelled at once', async () => {
  const params = await ready(v1, 'cancelled');
  const { body } = await v1.ok('train', { params, payload: { model: 'm2' } });
  const at = { ...params, operation: body.id };
  expect((await v1.ok('cancelTraining', { params: at })).body.status).toBe('cancelled');
});
