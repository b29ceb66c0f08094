import { trainTickets } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { expect, it } from 'vitest';

const params = { project: 'tickets', deployment: 'production' };
const v1 = useV1(async (door) => {
  await trainTickets(door, 'tickets');
  await door.ok('deploy', { params, payload: { model: 'm1' } });
});

it('a text is answered with the scores of all classes', async () => {
  const { body } = await v1.ok('classify', { params, payload: { text: 'refund my invoice payment' } });
  expect(body).toMatchObject({ model: 'm1', kind: 'single' });
  const [document] = body.documents;
  if (document === undefined || !('scores' in document)) throw new Error('the text was refused');
  expect(document.predicted[0]?.class).toBe('Billing');
  expect(document.scores.map(({ class: name }) => name).sort()).toEqual(['Billing', '__proto__']);
  expect(document.scores.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 4);
});

it('a bad document is answered beside the good ones', async () => {
  const documents = [{ id: 'a', text: 'password login account' }, { id: 'b', text: '' }, { text: 'refund' }];
  const answered = (await v1.ok('classify', { params, payload: { documents } })).body.documents;
  expect(answered.map(({ id }) => id)).toEqual(['a', 'b', '2']);
  expect(answered[1]).toEqual({
    id: 'b',
    error: { code: 'prediction/document-empty', message: 'Document text is empty.' },
  });
  for (const index of [0, 2]) expect(answered[index]).toHaveProperty('scores');
});

it('a deployment that is not there is refused', async () => {
  const nowhere = { ...params, deployment: 'nowhere' };
  const refused = await v1.refused('classify', { params: nowhere, payload: { text: 't' } });
  expect(refused).toMatchObject({ status: 404, code: 'deployment/not-found' });
});
