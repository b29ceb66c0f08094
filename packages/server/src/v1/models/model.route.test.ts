import { trainModel, trainTickets } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { expect, it } from 'vitest';

const v1 = useV1(async (door) => trainTickets(door, 'tickets'));
const params = { project: 'tickets' };
const model = { ...params, model: 'm1' };

it('a model is read and listed', async () => {
  const { body } = await v1.ok('getModel', { params: model });
  expect(body).toMatchObject({ name: 'm1', kind: 'single', seed: 7 });
  expect((await v1.ok('listModels', { params })).body.items).toContainEqual(body);
});

it('its evaluation names every class, and what became of each test document', async () => {
  const evaluation = (await v1.ok('getEvaluation', { params: model })).body;
  expect(evaluation.classes.map(({ name }) => name).sort()).toEqual(['Billing', '__proto__']);
  expect(evaluation.counts).toMatchObject({ tested: 6 });
  const documents = (await v1.ok('listEvaluatedDocuments', { params: model, query: { top: '4' } })).body;
  expect(documents).toMatchObject({ total: 6, nextLink: expect.stringContaining('skip=4') });
  expect(documents.items).toHaveLength(4);
});

it('a model that no deployment answers with can be deleted', async () => {
  await trainModel(v1, 'tickets', { model: 'short-lived' });
  const at = { ...params, model: 'short-lived' };
  await v1.ok('deploy', { params: { ...params, deployment: 'd' }, payload: { model: at.model } });
  expect(await v1.refused('deleteModel', { params: at })).toMatchObject({
    status: 409,
    code: 'model/deployed',
    message: expect.stringContaining('"d"'),
  });
  await v1.ok('deleteDeployment', { params: { ...params, deployment: 'd' } });
  await v1.ok('deleteModel', { params: at });
  const gone = await v1.refused('getEvaluation', { params: at });
  expect(gone).toMatchObject({ status: 404, code: 'model/not-found' });
});
