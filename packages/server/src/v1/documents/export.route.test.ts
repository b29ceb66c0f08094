import { importRows, makeProject, ticketRows } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const v1 = useV1(async (door) => {
  await makeProject(door, 'p');
  await importRows(door, 'p', ticketRows);
});

const download = (operation: string, headers: Record<string, string> = {}) =>
  v1.server.call({ method: 'GET', url: `/v1/operations/${operation}/file`, headers });

async function exported(format: 'azure' | 'jsonl' | 'csv', project = 'p') {
  const { body } = await v1.ok('exportProject', { params: { project }, payload: { format } });
  await v1.server.work('export', body.id);
  return download(body.id);
}

describe('an export', () => {
  it('answers at once with the operation, whose file comes when it has succeeded', async () => {
    const { body, headers, status } = await v1.ok('exportProject', {
      params: { project: 'p' },
      payload: { format: 'csv' },
    });
    expect(status).toBe(202);
    expect(headers['operation-location']).toBe(`https://taxon.example/v1/operations/${body.id}`);
    expect((await download(body.id)).json().error).toMatchObject({ code: 'operation/file-missing' });
    expect((await download(body.id)).statusCode).toBe(409);
    await v1.server.work('export', body.id);
    const operation = (await v1.ok('getOperation', { params: { operation: body.id } })).body;
    expect(operation).toMatchObject({
      kind: 'export',
      status: 'succeeded',
      result: { documents: 24, fileName: 'p.csv' },
    });
    const file = await download(body.id);
    expect(file.statusCode).toBe(200);
    expect(file.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="p.csv"',
      'content-length': String(file.rawPayload.length),
    });
    expect(file.body.split('\r\n').slice(0, 2)).toEqual([
      'id,text,labels,language,dataset',
      'row-0,invoice refund payment number 0,Billing,en,train',
    ]);
  });

  it('writes each format under its media type', async () => {
    const lines = await exported('jsonl');
    expect(lines.headers).toMatchObject({ 'content-type': 'application/x-ndjson' });
    expect(lines.body.split('\n')).toHaveLength(25);
    const azure = await exported('azure');
    expect(azure.headers).toMatchObject({
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="p.json"',
    });
    expect(azure.json().assets.documents).toHaveLength(24);
  });

  it('is refused by field and rule', async () => {
    const ask = (payload: object, project = 'p') => v1.refused('exportProject', { params: { project }, payload });
    expect(await ask({ format: 'xlsx' })).toMatchObject({ status: 400, field: 'format' });
    expect(await ask({ format: 'jsonl', raw: true })).toMatchObject({
      status: 400,
      code: 'input/invalid',
      field: 'raw',
    });
    expect(await ask({ format: 'jsonl' }, 'nowhere')).toMatchObject({ status: 404, code: 'project/not-found' });
  });

  it('has no file under the id of another kind of operation, or of none', async () => {
    const imported = await importRows(v1, 'p', ticketRows);
    expect((await download(imported.id)).statusCode).toBe(404);
    expect((await download('5b3c7e4a-0000-4000-8000-000000000000')).json().error.code).toBe('operation/not-found');
    expect((await download('nonsense')).statusCode).toBe(400);
  });

  it('needs the right to read its project', async () => {
    const { body } = await v1.ok('exportProject', { params: { project: 'p' }, payload: { format: 'csv' } });
    const key = async (payload: { role: 'reader' | 'predict-only'; name: string; projects: string[] }) => ({
      'ocp-apim-subscription-key': (await v1.ok('createKey', { payload })).body.secret,
    });
    await makeProject(v1, 'other');
    const caller = await key({ name: 'caller', role: 'predict-only', projects: ['p'] });
    const elsewhere = await key({ name: 'elsewhere', role: 'reader', projects: ['other'] });
    for (const headers of [caller, elsewhere]) {
      expect((await download(body.id, headers)).statusCode).toBe(403);
      const ask = { params: { project: 'p' }, payload: { format: 'csv' }, headers };
      expect(await v1.refused('exportProject', ask)).toMatchObject({ status: 403 });
    }
    const reader = await key({ name: 'reader', role: 'reader', projects: ['p'] });
    const asked = await v1.ok('exportProject', {
      params: { project: 'p' },
      payload: { format: 'csv' },
      headers: reader,
    });
    await v1.server.work('export', asked.body.id);
    expect((await download(asked.body.id, reader)).statusCode).toBe(200);
  });
});
