import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { StreamedRow, V1Error } from '@taxon/contract';
import { owner } from '@taxon/testkit/engine/test-engine';
import { v1Asker } from '@taxon/testkit/server/ask-v1';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { ownerKey, type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { trainSampleProjects } from '@taxon/testkit/server/train-sample-projects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ndjson = 'application/x-ndjson';
const csv = 'text/csv';

let server: RouteServer;
let address: string;
beforeAll(async () => {
  server = await startRouteServer();
  await trainSampleProjects(server);
  address = await server.app.listen({ host: '127.0.0.1', port: 0 });
}, 60_000);
afterAll(async () => {
  await server.stop();
});

interface Ask {
  readonly type?: string;
  readonly accept?: string;
  readonly query?: string;
  readonly key?: string;
  readonly target?: string;
}

function urlOf({ query = '', target = 'support/deployments/production' }: Ask): string {
  return `${address}/v1/projects/${target}:classifyStream${query}`;
}

function headersOf({ type = ndjson, accept, key = ownerKey }: Ask): Record<string, string> {
  return {
    authorization: `Bearer ${key}`,
    'content-type': type,
    ...(accept === undefined ? {} : { accept }),
  };
}

async function ask(body: string, how: Ask = {}) {
  const response = await fetch(urlOf(how), { method: 'POST', headers: headersOf(how), body });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

type Rows = readonly {
  id: string | null;
  predicted?: { class: string; score: number }[];
  scores?: { class: string; score: number }[];
  abstained?: boolean;
  warnings?: { code: string }[];
  error?: { code: string; message: string; row?: number; field?: string; rule?: string };
}[];

function parse(text: string): Rows {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const row: unknown = JSON.parse(line);
      expectSchema(StreamedRow, row);
      return row as Rows[number];
    });
}

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const bill = 'please refund the invoice';
const login = 'I cannot sign in with my password';

/** A request whose body is written and whose answer is read by hand. */
function open(how: Ask = {}): { sending: ClientRequest; answer: Promise<IncomingMessage> } {
  const sending = request(urlOf(how), { method: 'POST', headers: headersOf(how) });
  const answer = once(sending, 'response').then(([response]) => response as IncomingMessage);
  answer.catch(() => undefined);
  return { sending, answer };
}

describe('JSON lines', () => {
  it('are answered row by row in order, with the scores of :classify', async () => {
    const texts = Array.from(
      { length: 1_500 },
      (_, i) => `${i % 2 === 0 ? bill : login} ${i} ${'very '.repeat(i % 9)}`,
    );
    const { status, headers, text } = await ask(lines(texts.map((each, i) => ({ id: `n${i}`, text: each }))), {
      query: '?top=2',
    });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(ndjson);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('apim-request-id')).toBeTruthy();
    const rows = parse(text);
    expect(rows.map(({ id }) => id)).toEqual(texts.map((_, i) => `n${i}`));
    for (const from of [0, 700, 1_475]) {
      const documents = texts.slice(from, from + 25).map((each, i) => ({ id: `n${from + i}`, text: each }));
      const params = { project: 'support', deployment: 'production' };
      const { body } = await v1Asker(server).ok('classify', { params, payload: { documents } });
      const answered = body.documents.map((document) => {
        if ('error' in document) throw new Error(document.error.message);
        const { id, predicted, abstained } = document;
        const scores = document.scores.map((one) => ({ class: one.class, score: one.score }));
        return { id, predicted, scores, abstained };
      });
      expect(rows.slice(from, from + 25)).toEqual(answered);
    }
  });

  it('name bad rows by number, field and rule, and answer the others', async () => {
    const body = [
      { id: 'a', text: bill },
      { id: 'b', text: '  ' },
      { id: 'c', text: login, language: 'klingon' },
      { id: 7, text: 5 },
      { id: 'x\u0001', text: bill },
    ];
    const { text } = await ask(`${lines(body)}nonsense\n\n{"text":"my password \\ud800","labels":5}`);
    const rows = parse(text);
    // Rows of this file have ids of their own: a number could be another row's.
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c', '7', null, null, null]);
    expect(rows.map(({ error }) => error && [error.code, error.row, error.field, error.rule])).toEqual([
      undefined,
      ['import/row-invalid', 2, 'text', 'must not be empty'],
      ['import/row-invalid', 3, 'language', 'must be a supported language'],
      ['import/row-invalid', 4, 'text', 'must be a string'],
      ['import/row-invalid', 5, 'id', expect.stringContaining('control characters')],
      ['import/row-fields', 6, 'row', 'must be a JSON object: column 1: expected a value'],
      undefined,
    ]);
    expect(rows[0]?.predicted?.[0]?.class).toBe('Billing');
    expect(rows[6]?.warnings?.[0]?.code).toBe('import/characters-replaced');
  });

  it('answer no id twice where only some rows have one', async () => {
    const idsOf = async (body: object[]) => parse((await ask(lines(body))).text).map(({ id }) => id);
    // An id somewhere in what came together: no number is an id.
    expect(await idsOf([{ text: bill }, { id: '1', text: login }, { id: null, text: bill }])).toEqual([
      null,
      '1',
      null,
    ]);
    // Rows were numbered before the first id was seen.
    const many = Array.from({ length: 3000 }, () => ({ text: bill }));
    const late = await idsOf([...many, { id: '7', text: login }, { id: 'x', text: login }]);
    expect(late.slice(0, 3)).toEqual(['1', '2', '3']);
    expect(late.slice(-2)).toEqual([null, 'x']);
  });

  it('show as many classes as asked, and one when nobody says', async () => {
    const count = async (query: string) =>
      parse((await ask(lines([{ text: bill }]), { query })).text)[0]?.scores?.length;
    expect([await count(''), await count('?top=0'), await count('?top=1'), await count('?top=200')]).toEqual([
      1, 0, 1, 2,
    ]);
    const refused = await ask('', { query: '?top=201' });
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text)).toMatchObject({ error: { field: 'top' } });
  });

  it('of a multi-label project have any number of classes', async () => {
    const body = lines([{ text: `${bill} and ${login}` }, { text: bill }]);
    const how = { target: 'films/deployments/production' };
    expect(
      parse((await ask(body, how)).text)[0]
        ?.predicted?.map((one) => one.class)
        .sort(),
    ).toEqual(['Billing', 'Login']);
    const [header, both] = (await ask(body, { ...how, accept: csv, query: '?top=0' })).text.split('\r\n');
    expect(header).toBe('id,predicted,score,abstained,error_code,error_row,error_field,error_rule');
    expect(both).toMatch(/^1,(Billing;Login|Login;Billing),0\.\d+;0\.\d+,false,,,,$/);
  });
});

describe('CSV', () => {
  const file = `text;id;label\n"two\nlines; my ""invoice"" is wrong";a;Login\n${login};b;\n;c;\n`;

  it('is answered as CSV', async () => {
    const { headers, text } = await ask(file, { type: csv, query: '?top=1' });
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [header, first, second, bad, end] = text.split('\r\n');
    expect(header).toBe('id,predicted,score,abstained,class_1,score_1,error_code,error_row,error_field,error_rule');
    expect(first).toMatch(/^a,Billing,(0\.\d+),false,Billing,\1,,,,$/);
    expect(second).toMatch(/^b,Login,/);
    expect(bad).toBe('c,,,,,,import/row-invalid,4,text,must not be empty');
    expect(end).toBe('');
  });

  it('becomes JSON lines where Accept says so, and the other way round', async () => {
    const rows = parse((await ask(file, { type: csv, accept: `text/html, ${csv};q=0.5, ${ndjson}` })).text);
    expect(rows.map(({ id, predicted, error }) => [id, predicted?.[0]?.class, error?.row])).toEqual([
      ['a', 'Billing', undefined],
      ['b', 'Login', undefined],
      ['c', undefined, 4],
    ]);
    const { text } = await ask(lines([{ id: 'a', text: bill }]), { accept: csv });
    expect(text).toMatch(/^id,predicted.*\r\na,Billing,/);
    expect(parse((await ask(lines([{ text: bill }]), { accept: 'application/json, */*' })).text)).toHaveLength(1);
  });

  it('cells that a spreadsheet would compute get an apostrophe, unless raw', async () => {
    const body = lines([
      { id: '=1+1', text: bill },
      { id: '+a,"b"', text: bill },
      { id: '-', text: ' ' },
      { id: '@x', text: bill },
    ]);
    const ids = async (query: string) =>
      (await ask(body, { accept: csv, query })).text
        .split('\r\n')
        .slice(1, 5)
        .map((record) => record.replace(/,(Billing|,).*/, ''));
    expect(await ids('')).toEqual(["'=1+1", `"'+a,""b"""`, "'-", "'@x"]);
    expect(await ids('?raw=true')).toEqual(['=1+1', '"+a,""b"""', '-', '@x']);
  });

  it('with a stray quote, bad quotes or a comma too many loses at most that row, under its own id or none', async () => {
    const file = `id,text\na,${bill}\nb,5" disk\n"c,${login}\nd,${bill}, again\n4,${login}\n,${login}\n`;
    const { text } = await ask(file, { type: csv, accept: ndjson });
    expect(parse(text).map(({ id, error }) => [id, error?.row, error?.field])).toEqual([
      ['a', undefined, undefined],
      ['b', undefined, undefined],
      [null, 4, 'row'],
      ['d', 5, 'row'],
      ['4', undefined, undefined],
      [null, undefined, undefined],
    ]);
  });

  it('is read by the names and the charset that the request gives', async () => {
    const query = '?text=nachricht&id=nr&separator=%7C';
    const named = await ask(`nr|nachricht|text\n1|${bill}|\n2|${login}|\n`, { type: csv, accept: ndjson, query });
    expect(parse(named.text).map(({ id, predicted }) => [id, predicted?.[0]?.class])).toEqual([
      ['1', 'Billing'],
      ['2', 'Login'],
    ]);
    const unknown = await ask('text\n', { type: 'text/csv; charset=klingon' });
    expect(unknown.status).toBe(400);
    expect(JSON.parse(unknown.text)).toMatchObject({ error: { message: expect.stringContaining('"klingon"') } });
  });
});

describe('who may', () => {
  it('a key that may only predict, on its project', async () => {
    const { secret } = await server.engine.access.createKey(owner, {
      name: 'only',
      role: 'predict-only',
      projects: ['support'],
    });
    expect((await ask(lines([{ text: bill }]), { key: secret })).status).toBe(200);
    const refused = await ask(lines([{ text: bill }]), { key: secret, target: 'films/deployments/production' });
    expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([403, 'access/forbidden-project']);
    expect((await ask('', { key: 'wrong' })).status).toBe(401);
  });
});

describe('what refuses a whole stream before its first row has the shape of the door', () => {
  it.each([
    [
      'an unknown deployment',
      lines([{ text: bill }]),
      { target: 'support/deployments/none' },
      404,
      'deployment/not-found',
    ],
    ['an unknown project', lines([{ text: bill }]), { target: 'none/deployments/none' }, 404, 'project/not-found'],
    ['a media type that is none of these', '{}', { type: 'application/xml' }, 415, 'http/unsupported-media-type'],
    ['a header without text', 'id,txt\n1,x\n', { type: csv }, 400, 'import/file-invalid'],
    ['no header', ' ', { type: csv }, 400, 'import/file-invalid'],
  ])('%s', async (_what, body, how, status, code) => {
    const refused = await ask(body, how);
    expect(refused.status).toBe(status);
    const error: unknown = JSON.parse(refused.text);
    expectSchema(V1Error, error);
    expect(error).toMatchObject({ error: { code } });
  });
});

describe('a stream', () => {
  it('answers rows while more are still to come', async () => {
    const { sending, answer } = open();
    sending.write(lines([{ id: 'first', text: bill }]));
    const answers = (await answer).iterator();
    const next = async () => String((await answers.next()).value);
    expect(parse(await next())[0]?.id).toBe('first');
    sending.end(lines([{ id: 'last', text: login }]));
    expect(parse(await next())[0]?.id).toBe('last');
    expect((await answers.next()).done).toBe(true);
  });

  it('takes in no more than its reader takes out', async () => {
    const { sending, answer } = open({ query: '?top=2' });
    const piece = lines(Array.from({ length: 500 }, (_, i) => ({ id: `${i}`, text: `${bill} ${i}` })));
    let sent = 0;
    let stalled = false;
    while (!stalled && sent < 200_000_000) {
      sent += piece.length;
      if (sending.write(piece)) continue;
      stalled = await Promise.race([once(sending, 'drain').then(() => false), sleep(1_500, true)]);
    }
    // What the buffers of both sockets hold and a few chunks: a fraction of what a reader would have drawn.
    expect(stalled).toBe(true);
    expect(sent).toBeLessThan(50_000_000);
    const response = await answer;
    let read = 0;
    response.on('data', (bytes: Buffer) => {
      read += bytes.length;
    });
    sending.end();
    await once(response, 'end');
    expect(read).toBeGreaterThan(sent);
  }, 60_000);

  it('of a caller that goes away is over, and leaves nothing behind', async () => {
    const before = await openStreams();
    for (const readFirst of [true, false]) {
      const { sending, answer } = open();
      sending.on('error', () => undefined);
      sending.write(lines([{ text: bill }]));
      if (readFirst) (await answer).on('error', () => undefined);
      else await sleep(20);
      sending.destroy();
    }
    await expect.poll(openStreams, { timeout: 5_000 }).toBe(before);
    const busy = async () =>
      (await server.engine.processes.measure()).find(({ name }) => name === 'taxon_busy_threads');
    await expect.poll(busy, { timeout: 5_000 }).toMatchObject({ values: [{ value: 0 }] });
    expect(server.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('that breaks off says so in a last row, and the connection ends without the end of the answer', async () => {
    const endless = Buffer.alloc(1 << 20, 'x');
    for (const accept of [ndjson, csv]) {
      const { sending, answer } = open({ accept });
      sending.on('error', () => undefined);
      sending.write(lines([{ id: 'good', text: bill }]));
      const response = await answer;
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      // Only an end of the waiting below; what the error is, is judged behind it.
      const ended = once(response, 'close').catch(() => undefined);
      const failed = once(response, 'error');
      for (let i = 0; i < 20 && !sending.destroyed; i += 1)
        if (!sending.write(endless)) await Promise.race([once(sending, 'drain'), ended]);
      expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' });
      expect(response.complete).toBe(false);
      const rows = text.trimEnd().split('\n');
      if (accept === csv) {
        expect(rows).toHaveLength(3);
        expect(rows[2]).toMatch(/^,,,,,,import\/file-invalid,,,The file cannot be read: row 2 is longer than/);
      } else {
        const [good, last] = parse(text);
        expect(good?.id).toBe('good');
        expect(last?.error).toMatchObject({ code: 'import/file-invalid', requestId: expect.any(String) });
      }
    }
  }, 30_000);

  it('holds several at once, and single texts beside them', async () => {
    const body = lines(Array.from({ length: 5_000 }, (_, i) => ({ text: `${bill} ${i}` })));
    const streams = Promise.all(Array.from({ length: 4 }, () => ask(body)));
    const params = { project: 'support', deployment: 'production' };
    const { body: one } = await v1Asker(server).ok('classify', { params, payload: { text: bill } });
    for (const { text } of await streams) {
      const rows = parse(text);
      expect(rows).toHaveLength(5_000);
      expect(rows.at(-1)?.id).toBe('5000');
    }
    expect(one.documents).toHaveLength(1);
  }, 60_000);
});

/** Connections that carry a request, which the server closes or keeps for the next one. */
async function openStreams(): Promise<number> {
  const { server: http } = server.app;
  return new Promise((resolve, reject) =>
    http.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
  );
}
