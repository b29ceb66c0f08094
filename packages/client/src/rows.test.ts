import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnsweredRow, encodeRows, readRows } from './rows.ts';
import { TaxonError } from './taxon-error.ts';

const answered = (id: string, name = 'Zürich'): AnsweredRow => ({
  id,
  predicted: [{ class: name, score: 0.5 }],
  scores: [{ class: name, score: 0.5 }],
  abstained: false,
});

/** A stream of these chunks; `cancelled` says whether its reader gave it up. */
function streamOf(chunks: readonly Uint8Array[]) {
  const state = { cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (chunks.length < 100) controller.close();
    },
    cancel: () => {
      state.cancelled = true;
    },
  });
  return { stream, state };
}

const bytesOf = (rows: readonly object[]) =>
  new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

const all = async (stream: ReadableStream<Uint8Array>) => {
  const rows: AnsweredRow[] = [];
  for await (const row of readRows(stream)) rows.push(row);
  return rows;
};

describe('readRows', () => {
  it('answers the same rows wherever the bytes are cut', async () => {
    const rows = [answered('1'), answered('2', '東京 😀'), answered('3')];
    const bytes = bytesOf(rows);
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: bytes.length }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const ends = [...places.toSorted((a, b) => a - b), bytes.length];
        const chunks = ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
        expect(await all(streamOf(chunks).stream)).toEqual(rows);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('takes a last row without a line end, and no rows at all', async () => {
    expect(await all(streamOf([bytesOf([answered('1')]).subarray(0, -1)]).stream)).toEqual([answered('1')]);
    expect(await all(streamOf([]).stream)).toEqual([]);
  });

  it('throws why an answer broke off, after the rows before', async () => {
    const error = { code: 'http/internal', message: 'Something went wrong.', requestId: 'r' };
    const seen: AnsweredRow[] = [];
    const reading = async () => {
      for await (const row of readRows(streamOf([bytesOf([answered('1'), { error }])]).stream)) seen.push(row);
    };
    const thrown = await reading().catch((one: unknown) => one);
    expect(thrown).toBeInstanceOf(TaxonError);
    expect(thrown).toMatchObject(error);
    expect(seen).toEqual([answered('1')]);
  });

  it('cancels the answer when the iteration ends early', async () => {
    const { stream, state } = streamOf(Array.from({ length: 100 }, (_, index) => bytesOf([answered(String(index))])));
    for await (const row of readRows(stream)) if (row.id === '1') break;
    expect(state.cancelled).toBe(true);
  });
});

describe('encodeRows', () => {
  it('writes a line for each row, from a list or from what comes in by and by', async () => {
    async function* slowly() {
      yield { text: 'a\nb' };
      yield { id: '2', text: 'ü', language: 'de' };
    }
    const expected = '{"text":"a\\nb"}\n{"id":"2","text":"ü","language":"de"}\n';
    expect(await new Response(encodeRows(slowly())).text()).toBe(expected);
    const list = [{ text: 'a\nb' }, { id: '2', text: 'ü', language: 'de' }];
    expect(await new Response(encodeRows(list)).text()).toBe(expected);
  });

  it('takes rows only as they are read, and none after the reader has gone', async () => {
    let taken = 0;
    let ended = false;
    function* endless() {
      try {
        for (;;) yield { text: String(taken++) };
      } finally {
        ended = true;
      }
    }
    const reader = encodeRows(endless()).getReader();
    await reader.read();
    await reader.read();
    expect(taken).toBeLessThanOrEqual(3);
    await reader.cancel();
    expect(ended).toBe(true);
  });
});
