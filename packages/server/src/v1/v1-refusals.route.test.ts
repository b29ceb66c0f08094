import { makeProject } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const params = { project: 'p' };
const classify = { project: 'p', deployment: 'd' };
const v1 = useV1(async (door) => makeProject(door, 'p'));

describe('refusals name field, rule and value', () => {
  it('of bodies that are too large, not there, or nothing', async () => {
    const large = { params, payload: { name: 'x'.repeat(1_100_000) } };
    expect(await v1.refused('addClass', large)).toMatchObject({
      status: 413,
      message: 'The body is too large: at most 1048576 bytes are read here.',
    });
    const headers = { 'content-type': 'application/json' };
    expect(await v1.refused('addClass', { params, payload: 'null', headers })).toMatchObject({
      status: 400,
      message: 'Body: must be object, got null.',
    });
    expect(await v1.refused('classify', { params: classify, payload: {} })).toMatchObject({
      field: 'text',
      message: 'Field "text": is required, or "documents" for several, got nothing.',
    });
  });

  it('of bodies', async () => {
    expect(await v1.refused('train', { params, payload: { model: 'm', seed: -1 } })).toMatchObject({
      status: 400,
      code: 'input/invalid',
      field: 'seed',
      message: 'Field "seed": must be >= 0, got -1.',
    });
    expect(await v1.refused('train', { params, payload: { modell: 'm' } })).toMatchObject({ field: 'model' });
    expect(await v1.refused('train', { params, payload: { model: 'm', x: 1 } })).toMatchObject({
      field: 'x',
      message: 'Field "x": is not known here, got 1.',
    });
    const split = { kind: 'percentage', trainingSplitPercentage: 80, testingSplitPercentage: 30 };
    expect(await v1.refused('train', { params, payload: { model: 'm', evaluation: split } })).toMatchObject({
      status: 400,
      code: 'training/split-invalid',
      field: 'evaluation.trainingSplitPercentage',
    });
  });

  it('in the words of this door', async () => {
    const asked = [
      ['deploy', { params: { project: 'p', deployment: 'swap' }, payload: { model: 'm' } }, 'deployment'],
      ['putProject', { params: { project: 'global' }, payload: { kind: 'single', language: 'en' } }, 'project'],
      ['putProject', { params, payload: { kind: 'multi', language: 'en' } }, 'kind'],
      ['addClass', { params, payload: { name: 'a\nb' } }, 'name'],
      ['renameClass', { params, payload: { from: 'a', to: 'a\nb' } }, 'to'],
      ['train', { params, payload: { model: 'm', configVersion: '1999-01-01' } }, 'configVersion'],
    ] as const;
    for (const [operation, call, field] of asked) {
      const refused = await v1.refused(operation, call);
      expect(refused).toMatchObject({ field, message: expect.stringContaining(`Field "${field}": `) });
    }
  });

  it('never with a text, and with long values cut', async () => {
    const text = { params: classify, payload: { documents: [{ text: { secret: 'my secret' } }] } };
    const refused = await v1.refused('classify', text);
    expect(refused).toMatchObject({ field: 'documents[0].text' });
    expect(refused.message).not.toContain('secret');
    const long = await v1.refused('changeProject', { params, payload: { multilingual: 'x'.repeat(500) } });
    expect(long.message.length).toBeLessThan(160);
  });

  it('for U+0000 in a name, wherever it stands', async () => {
    const refusals = [
      await v1.refused('getDocument', { params: { ...params, document: 'a\u0000' } }),
      await v1.refused('listDocuments', { params, query: { class: '\u0000' } }),
      await v1.refused('removeClass', { params, payload: { name: 'a\u0000' } }),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 400, code: 'http/bad-request' });
    const authoring = '/language/authoring/analyze-text/projects/a%00/deployments/b?api-version=2023-04-01';
    expect((await v1.server.call({ url: authoring })).statusCode).toBe(400);
    expect(v1.server.logged).toEqual([]);
  });

  it('of parameters, and of JSON that is none by line and column', async () => {
    expect(await v1.refused('listDocuments', { params, query: { top: '0' } })).toMatchObject({
      status: 400,
      field: 'top',
      message: 'Parameter "top": must be >= 1, got 0.',
    });
    const headers = { 'content-type': 'application/json' };
    expect(await v1.refused('train', { params, headers, payload: '{"model":\n}' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('line 2, column 1'),
    });
    expect(await v1.refused('train', { params })).toMatchObject({ status: 400 });
  });
});
