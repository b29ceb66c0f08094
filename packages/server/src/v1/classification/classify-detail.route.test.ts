import { useV1, type V1Door } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const params = { project: 'p', deployment: 'd' };

const words = { Billing: 'invoice refund payment', Login: 'password account locked', Shipping: 'parcel late courier' };

async function trainAndDeploy({ ok, server }: V1Door, project: string): Promise<void> {
  const { body } = await ok('train', { params: { project }, payload: { model: 'm' } });
  await server.work('train', body.id);
  await ok('deploy', { params: { project, deployment: 'd' }, payload: { model: 'm' } });
}

const v1 = useV1(async (door) => {
  const classes = Object.entries(words);
  const rows = (name: 'label' | 'labels') =>
    Array.from({ length: 90 }, (_, i) => {
      const [label, text] = classes[i % 3] ?? ['', ''];
      return JSON.stringify({
        id: `${label}-${i}`,
        text: `my ${text} number ${i}`,
        [name]: name === 'label' ? label : [label],
      });
    }).join('\n');
  for (const [project, kind] of [
    ['p', 'single'],
    ['many', 'multi'],
  ] as const) {
    await door.ok('putProject', { params: { project }, payload: { kind, language: 'en' } });
    const headers = { 'content-type': 'application/x-ndjson' };
    const payload = rows(kind === 'single' ? 'label' : 'labels');
    const imported = await door.ok('importRows', { params: { project }, payload, headers });
    await door.server.work('import-rows', imported.body.id);
    await trainAndDeploy(door, project);
  }
});

async function ask(payload: object, at = params) {
  const { body } = await v1.ok('classify', { params: at, payload });
  const [first] = body.documents;
  if (first === undefined || 'error' in first) throw new Error('refused');
  return { body, first };
}

describe('an explained answer', () => {
  const text = '😀 My PASSWORD is gone, and a parcel too';

  it('shares the margin out among words, with offsets in the unit that was asked for', async () => {
    const { first } = await ask({ text, explain: true });
    const [explanation] = first.explanations ?? [];
    expect(explanation).toMatchObject({ class: 'Login' });
    expect(explanation?.against).not.toBe('Login');
    const listed = explanation?.words ?? [];
    for (const { start, end, text: word } of listed) expect(text.slice(start, end)).toBe(word);
    const best = listed.toSorted((a, b) => b.contribution - a.contribution)[0];
    expect(best?.text).toBe('PASSWORD');
    const sum = listed.reduce((total, { contribution }) => total + contribution, explanation?.baseline ?? Number.NaN);
    expect(sum + (explanation?.otherWords ?? Number.NaN)).toBeCloseTo(explanation?.margin ?? 0, 3);
    const points = (await ask({ text, explain: true, offsets: 'codePoint' })).first.explanations?.[0]?.words ?? [];
    expect(points.map(({ start, end }) => [...text].slice(start, end).join(''))).toEqual(
      listed.map((word) => word.text),
    );
  });

  it('has one explanation for each class of a multi-label answer, and thresholds', async () => {
    const at = { project: 'many', deployment: 'd' };
    const { first } = await ask({ text: 'password and parcel', explain: true, offsets: 'grapheme' }, at);
    expect(first.explanations?.map((one) => one.class)).toEqual(first.predicted.map((one) => one.class));
    expect(first.explanations?.map(({ against }) => against)).toEqual(first.predicted.map(() => null));
    const reached = first.scores.filter(({ score, threshold }) => score >= (threshold ?? 2)).map((one) => one.class);
    expect(reached).toEqual(first.predicted.map((one) => one.class));
  });

  it('costs no digit of the scores', async () => {
    const plain = await ask({ text });
    const explained = await ask({ text, explain: true, similar: 3 });
    expect(explained.first.scores).toEqual(plain.first.scores);
    expect(plain.first).not.toHaveProperty('explanations');
    expect(plain.first).not.toHaveProperty('similar');
  });
});

describe('similar examples', () => {
  const text = 'my parcel is late, number 5';

  it('are labelled documents of the project, most similar first, as they are now', async () => {
    const { first } = await ask({ text, similar: 4 });
    expect(first.similar?.length).toBe(4);
    expect(first.similar?.[0]).toMatchObject({ labels: ['Shipping'], excerpt: expect.stringContaining('parcel') });
    const similarities = first.similar?.map(({ similarity }) => similarity) ?? [];
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
    const gone = first.similar?.[0]?.name ?? '';
    await v1.ok('deleteDocument', { params: { project: 'p', document: gone } });
    const after = (await ask({ text, similar: 4 })).first.similar?.map(({ name }) => name);
    expect(after).toHaveLength(4);
    expect(after).not.toContain(gone);
  });

  it('are given to keys that may read only', async () => {
    const { body } = await v1.ok('createKey', { payload: { name: 'guest', role: 'predict-only' } });
    const headers = { 'ocp-apim-subscription-key': body.secret };
    await v1.ok('classify', { params, payload: { text, explain: true }, headers });
    const refused = await v1.refused('classify', { params, payload: { text, similar: 1 }, headers });
    expect(refused).toMatchObject({ status: 403, code: 'access/forbidden' });
  });
});

describe('the settings of an answer', () => {
  it('are shown with it: top, threshold, out of scope', async () => {
    const settings = { outOfScope: 0.95, confidenceThreshold: 0.2 };
    await v1.ok('changeProject', { params: { project: 'p' }, payload: { settings } });
    const { body, first } = await ask({ text: 'quarterly dividend of municipal bonds', top: 1, explain: true });
    expect(body).toMatchObject({ confidenceThreshold: 0.2, outOfScope: 0.95 });
    expect(first).toMatchObject({ abstained: true, predicted: [{ class: 'None' }] });
    expect(first.scores).toHaveLength(1);
    expect(first.scores[0]?.threshold).toBe(0.2);
    expect(first.explanations?.map((one) => one.class)).toEqual([first.scores[0]?.class]);
  });
});
