import { AzureErrorResponse } from '@taxon/contract';
import { itEachShared } from '@taxon/testkit/data/it-each-shared';
import { readRecordings, recordingsAvailable } from '@taxon/testkit/data/recordings';
import { arrays, items, language, nov2021, single, texts, useRuntimeDoors } from '@taxon/testkit/server/ask-runtime';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { describe, expect, it } from 'vitest';

const doors = useRuntimeDoors();

describe('submit', () => {
  it('answers 202 with nothing in it and the address of the job, with the version as sent', async () => {
    const response = await doors.post(language('2022-05-01'), items(single));
    expect(response.statusCode).toBe(202);
    expect(response.headers['content-length']).toBe('0');
    expect(response.headers).not.toHaveProperty('location');
    expect(response.headers['operation-location']).toMatch(
      /^https:\/\/taxon\.example\/language\/analyze-text\/jobs\/[\da-f-]{36}\?api-version=2022-05-01$/,
    );
  });

  it('answers without a query in November 2021', async () => {
    const response = await doors.post(nov2021, arrays);
    expect(response.headers['operation-location']).toMatch(
      /\/text\/analytics\/v3\.2-preview\.2\/analyze\/jobs\/[\da-f-]{36}$/,
    );
  });

  it('collapses doubled slashes and reads text/json', async () => {
    expect((await doors.post(`/${nov2021}`, arrays, { 'content-type': 'text/json' })).statusCode).toBe(202);
    expect((await doors.post(`//language//analyze-text/jobs?api-version=2023-04-01`, items(single))).statusCode).toBe(
      202,
    );
  });

  const body = (documents: unknown, tasks: unknown = [single]) => ({ analysisInput: { documents }, tasks });
  it.each<[string, unknown, string | undefined, string]>([
    ['no documents', body([]), 'InvalidDocumentBatch', 'At least one document is needed.'],
    [
      '26 documents',
      body(Array.from({ length: 26 }, (_, id) => ({ id: `${id}`, text: 't' }))),
      'InvalidDocumentBatch',
      'Batch request contains too many records. Max 25 records are permitted.',
    ],
    [
      'doubled ids',
      body([texts[0], texts[0]]),
      'InvalidDocumentBatch',
      'Request contains duplicated ids. Make sure each document has a unique id: "0".',
    ],
    [
      'an empty id',
      body([{ id: '', text: 't' }]),
      'InvalidDocumentBatch',
      'Document id is missing or empty (document number 1).',
    ],
    ['a lone empty document', body([{ id: '0', text: '' }]), 'InvalidDocumentBatch', 'Document text is empty.'],
    [
      '125,001 characters',
      body([{ id: '0', text: 'x'.repeat(125_001) }]),
      'InvalidDocumentBatch',
      'Request contains 125001 text elements; at most 125000 are permitted.',
    ],
    ['no tasks', body(texts, []), 'InvalidRequestBodyFormat', 'At least one task is needed.'],
    [
      'two tasks of one kind',
      body(texts, [single, single]),
      'InvalidRequestBodyFormat',
      'Duplicate task name  for task type CustomSingleLabelClassification. Make sure each task under a task type has a unique name',
    ],
    [
      'a number for an id',
      body([{ id: 7, text: 't' }]),
      'InvalidRequestBodyFormat',
      'Field "analysisInput.documents[0].id": must be string, got 7.',
    ],
    [
      'a number for a text',
      body([{ id: '7', text: 7 }]),
      'InvalidRequestBodyFormat',
      'Field "analysisInput.documents[0].text": must be string, got 7.',
    ],
    [
      'no text',
      body([{ id: '7' }]),
      'InvalidRequestBodyFormat',
      'Field "analysisInput.documents[0].text": is required, got nothing.',
    ],
    ['an object of tasks', body(texts, {}), 'InvalidRequestBodyFormat', 'Field "tasks": must be array, got an object.'],
    [
      'an unknown kind',
      body(texts, [{ kind: 'Poetry' }]),
      'InvalidRequestBodyFormat',
      'There is no task of the kind "Poetry".',
    ],
    ['no body', '', 'EmptyRequest', 'The request needs a JSON body, and there is none.'],
    ['null', 'null', 'InvalidRequestBodyFormat', 'Body: must be object, got null.'],
    ['an array', '[]', 'InvalidRequestBodyFormat', 'Body: must be object, got an array of 0.'],
    [
      'broken JSON',
      '{\n "tasks": [}',
      'InvalidRequestBodyFormat',
      "The body is not valid JSON: line 2, column 12: expected a value or ']'.",
    ],
  ])('refuses %s', async (_, payload, inner, message) => {
    const response = await doors.post(language(), payload as object);
    expect(response.statusCode).toBe(400);
    expectSchema(AzureErrorResponse, response.json());
    expect(response.json().error).toMatchObject({ code: 'InvalidRequest', innererror: { code: inner, message } });
  });

  it('names line and column of the body that the documentation of November 2021 prints without its comma', async () => {
    const printed = JSON.stringify(arrays, undefined, 4).replace(
      '"project-name": "support",',
      '"project-name": "support"',
    );
    const response = await doors.post(nov2021, printed);
    const lines = printed.split('\n');
    const line = lines.findIndex((each) => each.includes('"deployment-name"')) + 1;
    const column = (lines[line - 1] ?? '').indexOf('"') + 1;
    expect(response.statusCode).toBe(400);
    expect(response.json().error.innererror.message).toBe(
      `The body is not valid JSON: line ${line}, column ${column}: expected ',' or '}'.`,
    );
  });

  it('refuses more than a megabyte, in the shape of the door', async () => {
    const response = await doors.post(nov2021, {
      analysisInput: { documents: [{ id: '0', text: 'x'.repeat(1_100_000) }] },
    });
    expect(response.statusCode).toBe(413);
    expect(response.json().error.innererror).toEqual({
      code: 'InvalidDocumentBatch',
      message: 'Request Payload sent is too large to be processed. Limit request size to: 1048576',
    });
  });

  it('refuses what is not JSON by its type', async () => {
    const response = await doors.post(language(), 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(response.statusCode).toBe(415);
    expect(response.json().error.innererror.message).toContain('application/x-www-form-urlencoded');
  });

  it('never shows a text in a refusal', async () => {
    const secret = 'a text that must not come back';
    const broken = await doors.post(language(), `{"analysisInput":{"documents":[{"id":"1","text":"${secret}"}]}`);
    const wrong = await doors.post(language(), {
      analysisInput: { documents: [{ id: '1', text: [secret] }] },
      tasks: [single],
    });
    expect(broken.body + wrong.body).not.toContain(secret);
    expect(JSON.stringify(doors.server.logged)).not.toContain(secret);
  });
});

// Parameters of prebuilt tasks are not judged here: such tasks are accepted and answered as failed.
const refused = readRecordings().filter(
  ({ method, status, url, requestBody, body }) =>
    method === 'POST' &&
    status === 400 &&
    url.pathname.endsWith('/analyze-text/jobs') &&
    // One recording writes its 26 documents as a sentence; they have a case above.
    !JSON.stringify(requestBody).includes('26 documents') &&
    !JSON.stringify(body).includes('InvalidParameterValue'),
);
describe.skipIf(!recordingsAvailable)('recorded refusals', () => {
  const cases = refused.map((exchange) => ({ title: exchange.recording, exchange }));
  itEachShared(recordingsAvailable, 'every one is refused alike', cases, async ({ exchange }) => {
    const expected = exchange.body as { error: { innererror?: { message: string } } };
    const response = await doors.post(`${exchange.url.pathname}${exchange.url.search}`, exchange.requestBody as object);
    expect(response.statusCode).toBe(400);
    const message = expected.error.innererror?.message ?? '';
    const kind = / for task type (\w+)/.exec(message)?.[1] ?? '';
    expect(response.body.replace(/ for task type \w+/, ` for task type ${kind}`)).toBe(JSON.stringify(exchange.body));
  });
});
