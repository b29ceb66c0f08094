import { importRows, makeProject, ticketRows } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const v1 = useV1(async (door) => makeProject(door, 'p'));
const params = { project: 'p' };

describe('an import of rows', () => {
  it('answers at once with the operation to ask for', async () => {
    const ask = { params, payload: ticketRows, headers: { 'content-type': 'text/csv' } };
    const { body, headers, status } = await v1.ok('importRows', ask);
    expect(status).toBe(202);
    expect(headers['operation-location']).toBe(`https://taxon.example/v1/operations/${body.id}`);
    await v1.server.work('import-rows', body.id);
    const ended = await v1.ok('getOperation', { params: { operation: body.id }, query: { wait: '5' } });
    expect(ended.body.status).toBe('succeeded');
  });

  it('adds the rows of a CSV file', async () => {
    const operation = await importRows(v1, 'p', ticketRows, 'text/csv; charset=utf-8');
    expect(operation).toMatchObject({ status: 'succeeded', result: { rows: 24, imported: 24, failed: 0 }, errors: [] });
  });

  it('adds rows of JSON lines; a bad row is named by number and does not stop the others', async () => {
    await makeProject(v1, 'lines');
    const lines = [
      '{"id":"l1","text":"refund the invoice","label":"Billing"}',
      '{"id":"l2"}',
      '{"id":"l3","text":"x"}',
    ];
    const operation = await importRows(v1, 'lines', lines.join('\n'), 'application/x-ndjson');
    expect(operation.result).toMatchObject({ rows: 3, imported: 2, failed: 1 });
    expect(operation.errors[0]?.code).toBe('import/row-invalid');
    expect(operation.errors[0]?.message).toContain('Row 2');
    const unlabelled = await v1.ok('listDocuments', { params: { project: 'lines' }, query: { labelled: 'false' } });
    expect(unlabelled.body.total).toBe(1);
  });

  it('is refused for other media types and unknown projects', async () => {
    const xml = { params, payload: '<a/>', headers: { 'content-type': 'application/xml' } };
    expect(await v1.refused('importRows', xml)).toMatchObject({
      status: 415,
      message: expect.stringContaining('text/csv, text/tab-separated-values, application/x-ndjson'),
    });
    const csv = { params: { project: 'nowhere' }, payload: ticketRows, headers: { 'content-type': 'text/csv' } };
    expect(await v1.refused('importRows', csv)).toMatchObject({ status: 404, code: 'project/not-found' });
  });
});

describe('an import of a labels file', () => {
  it('that cannot be read fails, and says why', async () => {
    const headers = { 'content-type': 'application/json' };
    const { body } = await v1.ok('importLabelsFile', { params, payload: '{"metadata": []}', headers });
    await v1.server.work('import', body.id);
    const operation = (await v1.ok('getOperation', { params: { operation: body.id } })).body;
    expect(operation).toMatchObject({ kind: 'import', status: 'failed' });
    expect(operation.errors.length).toBeGreaterThan(0);
  });

  it('that is no JSON is refused at once up to 1 MiB, and by the job when it is longer', async () => {
    const ask = (payload: string) => ({ params, payload, headers: { 'content-type': 'application/json' } });
    const refusals: readonly [string, string][] = [
      ['{"metadata": [', 'The body is not valid JSON: line 1, column 15'],
      [`{"a": "${'x'.repeat(2 ** 20 - 8)}`, 'The body is not valid JSON'],
      ['[1]', 'Body: must be a JSON object, got an array of 1'],
      ['"x"', 'Body: must be a JSON object, got "x"'],
      ['', 'The request needs a JSON body'],
    ];
    for (const [payload, message] of refusals) {
      const refused = await v1.refused('importLabelsFile', ask(payload));
      expect(refused).toMatchObject({ status: 400, code: 'input/invalid' });
      expect(refused.message).toContain(message);
    }
    const { body } = await v1.ok('importLabelsFile', ask(`{"a": "${'x'.repeat(2 ** 20)}`));
    await v1.server.work('import', body.id);
    const operation = (await v1.ok('getOperation', { params: { operation: body.id } })).body;
    expect(operation).toMatchObject({ status: 'failed', errors: [{ code: 'import/file-invalid' }] });
  });
});

it('an import that is announced too long is refused before anything is read', async () => {
  const announced = (type: string, bytes: number) => ({
    params,
    headers: { 'content-type': type, 'content-length': String(bytes) },
    payload: 'text,label\n',
  });
  const tooLarge = { status: 413, code: 'http/body-too-large' };
  expect(await v1.refused('importRows', announced('text/csv', 2 * 1024 ** 3 + 1))).toMatchObject(tooLarge);
  expect(await v1.refused('importLabelsFile', announced('application/json', 2 ** 28 + 1))).toMatchObject(tooLarge);
});
