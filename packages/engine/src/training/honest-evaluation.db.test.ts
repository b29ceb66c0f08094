import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

interface Row {
  readonly text: string;
  readonly id?: string;
  readonly label?: string;
  readonly labels?: readonly string[];
  readonly dataset?: 'train' | 'test';
}

async function trainOn(project: string, rows: readonly Row[], kind: 'percentage' | 'manual' = 'percentage', seed = 1) {
  const { projects, dataset, training, models } = test.engine;
  const isMulti = rows.some(({ labels }) => labels !== undefined);
  await projects.createOrChange(owner, project, { kind: isMulti ? 'multi' : 'single', language: 'en' });
  const body = Readable.from(rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`)));
  const imported = await test.run(await dataset.requestImportRows(owner, project, 'jsonl', body));
  expect(imported).toMatchObject({ status: 'succeeded', errors: [] });
  const command = { modelName: 'm', configVersion: 'latest', evaluation: { kind }, seed };
  const done = await test.run((await training.requestTraining(owner, project, command)).operation);
  expect(done).toMatchObject({ status: 'succeeded', errors: [] });
  return { imported, done, evaluation: await models.evaluation(owner, project, 'm') };
}

const words = 'rocket copper stone window pepper garden meadow table violin purple market cloud silver alpha'.split(
  ' ',
);

/** Texts of eight different words, other ones for each number. */
function textOf(number: number): string {
  return Array.from({ length: 8 }, (_, k) => words[(number * (2 * k + 3) + k * k + (number >> 3)) % words.length]).join(
    ' ',
  );
}

const distinct = [...new Set(Array.from({ length: 400 }, (_, i) => textOf(i)))].slice(0, 60);
const labelOf = (i: number) => ((i * 7 + (i >> 2)) % 2 === 0 ? 'a' : 'b');

describe('an evaluation of texts with copies', () => {
  it('by percentage is no better than guessing when the labels say nothing, and the advice names the copies', async () => {
    const spell = (text: string, copy: number) =>
      [text, `${text}.`, text.toUpperCase(), `  ${text}\n`][copy % 4] ?? text;
    const rows = distinct.flatMap((text, i) =>
      Array.from({ length: 8 }, (_, copy) => ({ id: `${i}-${copy}`, text: spell(text, copy), label: labelOf(i) })),
    );
    const { evaluation, done } = await trainOn('noise', rows);
    expect(evaluation.metrics.microF1).toBeLessThan(0.8);
    expect(evaluation.counts.trained + evaluation.counts.tested).toBe(480);
    expect(evaluation.counts.tested % 8).toBe(0);
    expect(evaluation.copiesAcrossSplit).toEqual({ documents: { count: 0, names: [] }, without: undefined });
    expect(evaluation.advice).toMatchObject([{ rule: 'copies', classes: ['a', 'b'], documents: { count: 420 } }]);
    expect(evaluation.advice?.[0]?.documents?.names).toHaveLength(100);
    expect(done.warnings).toEqual([]);
  });

  it('by hand warns of test texts that were trained on, and has the metrics without them', async () => {
    const rows = distinct.flatMap((text, i): Row[] => [
      { id: `train-${i}`, text, label: labelOf(i), dataset: 'train' },
      ...(i < 12 ? [{ id: `test-${i}`, text: `${text}!`, label: labelOf(i), dataset: 'test' as const }] : []),
    ]);
    const fresh = Array.from(
      { length: 10 },
      (_, i): Row => ({ id: `x-${i}`, text: `new words ${i}x`, label: 'a', dataset: 'test' }),
    );
    const { evaluation, done } = await trainOn('by-hand', [...rows, ...fresh], 'manual');
    const { documents, without } = evaluation.copiesAcrossSplit ?? {};
    expect(documents?.count).toBe(12);
    expect(documents?.names.slice(0, 3)).toEqual(['test-0', 'test-1', 'test-10']);
    expect(without?.documents).toBe(10);
    expect(without?.microF1).toBeLessThan(evaluation.metrics.microF1);
    expect(done.warnings).toMatchObject([
      {
        code: 'training/copies-across-split',
        message: expect.stringMatching(/^12 test documents .*"test-0", .* and 2 more/),
      },
    ]);
    expect(done.result).toMatchObject({ copiesAcrossSplit: { count: 12 } });
  });

  it('names classes whose names look alike', async () => {
    const rows = distinct.map(
      (text, i): Row => ({ id: `d${i}`, text, label: ['Billing', 'billing', 'x'][i % 3] ?? '' }),
    );
    const { evaluation } = await trainOn('look-alike', rows);
    expect(evaluation.advice).toContainEqual(
      expect.objectContaining({ rule: 'classes-look-alike', classes: ['Billing', 'billing'], value: 2 }),
    );
  });

  it('names the documents of a text under different classes, or different sets of classes', async () => {
    const single = distinct.map((text, i): Row => ({ id: `d${i}`, text, label: labelOf(i) }));
    const { imported, evaluation, done } = await trainOn('contradicting', [
      ...single,
      { id: 'other', text: `"${distinct[0]}"`, label: labelOf(0) === 'a' ? 'b' : 'a' },
    ]);
    expect(evaluation.advice).toMatchObject([
      { rule: 'contradicting-copies', classes: ['a', 'b'], documents: { count: 2, names: ['d0', 'other'] } },
    ]);
    expect(imported.warnings).toMatchObject([
      { code: 'import/contradicting-copies', message: expect.stringContaining('"d0", "other"') },
    ]);
    expect(done.warnings).toMatchObject([{ code: 'training/contradicting-copies' }]);
    const { evaluation: multi } = await trainOn('contradicting-sets', [
      ...single.map(({ id, text, label = '' }) => ({ id, text, labels: [label, 'all'] })),
      { id: 'other', text: distinct[1] ?? '', labels: ['all'] },
    ] as Row[]);
    expect(multi.advice).toMatchObject([{ rule: 'contradicting-copies', documents: { names: ['d1', 'other'] } }]);
  });
});

describe('what a training left out', () => {
  it('is counted and named in the job and in the evaluation', async () => {
    const rows: Row[] = [
      ...distinct.map((text, i) => ({ id: `d${i}`, text, label: labelOf(i) })),
      { id: 'held', text: 'nothing like it', label: 'a', dataset: 'test' },
      { id: 'bare', text: 'nobody has read this' },
      { id: 'long', text: `${'x'.repeat(20_001)}`, label: 'a' },
    ];
    const { evaluation, done } = await trainOn('left-out', rows);
    const expected = {
      assignedToTest: { count: 1, names: ['held'] },
      unlabelled: { count: 1, names: ['bare'] },
    };
    expect(evaluation.leftOut).toMatchObject(expected);
    const cut = evaluation.counts.cutForFeatures;
    expect(evaluation.leftOut?.cutForFeatures).toEqual({ count: cut, names: cut === 1 ? ['long'] : [] });
    expect(done.result).toMatchObject({ trained: evaluation.counts.trained, measuredOn: 'test', leftOut: expected });
    expect(done.warnings).toMatchObject([
      { code: 'training/test-documents-left-out', message: expect.stringContaining('"held"') },
    ]);
  });
});

describe('a split that leaves no test document', () => {
  it('says so, and the metrics are those of cross-validation', async () => {
    const rows = [0, 1].flatMap((i) => [
      { text: `the cat purrs ${words[i]}`, label: 'animal' },
      { text: `the car drives ${words[i]}`, label: 'vehicle' },
    ]);
    const { evaluation, done } = await trainOn('small', rows);
    expect(evaluation).toMatchObject({
      measuredOn: 'cross-validation',
      counts: { tested: 0 },
      classes: ['animal', 'vehicle'],
    });
    const { crossValidation } = (await test.engine.models.describe(owner, 'small', 'm')).report;
    expect(evaluation.metrics.microF1).toBe(crossValidation?.microF1);
    expect(evaluation.metrics.microF1).toBe(1);
    expect([evaluation.metrics.microPrecision, evaluation.metrics.macroRecall]).toEqual([1, 1]);
    expect(done.warnings).toMatchObject([{ code: 'training/cross-validated' }]);
    expect(evaluation.advice?.map(({ rule }) => rule)).toEqual(['few-training-documents', 'few-training-documents']);
  });

  it('says that nothing is known when nothing could be held out', async () => {
    const { evaluation, done } = await trainOn('smallest', [
      { text: 'cat', label: 'animal' },
      { text: 'car', label: 'vehicle' },
    ]);
    expect(evaluation.measuredOn).toBe('nothing');
    expect(done.warnings).toMatchObject([{ code: 'training/nothing-measured' }]);
  });
});
