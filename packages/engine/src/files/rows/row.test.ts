import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RawRow, type RowRules, toRow as toRowOf } from './row.ts';

const toRow = (
  raw: RawRow,
  place: { number: number; line: number },
  kind: RowRules['kind'],
  reading: RowRules['reading'] = {},
) => toRowOf({ ...place, raw }, { kind, reading });

const first = { number: 2, line: 2 };
const raw = (fields: Partial<RawRow>): RawRow => {
  const none = undefined;
  return { text: none, label: none, labels: none, id: none, language: none, dataset: none, ...fields };
};
const problem = (fields: Partial<RawRow>, kind: 'single' | 'multi' = 'multi') => {
  const result = toRow(raw(fields), { number: 7, line: 9 }, kind);
  return result.ok ? undefined : result.issue.message;
};

describe('a row', () => {
  it('becomes a document', () => {
    const fields = { text: 't', label: 'A', id: '12', language: 'EN', dataset: 'TEST' };
    expect(toRow(raw(fields), first, 'single')).toEqual({
      ok: true,
      value: {
        number: 2,
        line: 2,
        name: '12',
        text: 't',
        replaced: false,
        language: 'en',
        dataset: 'test',
        labels: ['A'],
      },
    });
    expect(toRow(raw({ text: 't', label: '', labels: null, id: '', dataset: '' }), first, 'single')).toMatchObject({
      ok: true,
      value: { name: undefined, dataset: undefined, language: undefined, labels: undefined },
    });
  });

  it('names several labels as an array, as a JSON array in a cell, or with semicolons', () => {
    for (const labels of [['A', 'B', 'A'], '["A","B"]', 'A; B']) {
      expect(toRow(raw({ text: 't', labels }), first, 'multi')).toMatchObject({
        ok: true,
        value: { labels: ['A', 'B'] },
      });
    }
  });

  it('names its labels in the shapes that other tools and scripts write', () => {
    const shapes: readonly [unknown, readonly string[]][] = [
      ['[cats, dogs]', ['cats', 'dogs']],
      ["['cats', 'do\\'gs']", ['cats', "do'gs"]],
      ['["cats", \'dogs\']', ['cats', 'dogs']],
      ["('cats', 'dogs')", ['cats', 'dogs']],
      ["('cats',)", ['cats']],
      ["{'cats', 'dogs'}", ['cats', 'dogs']],
      ["['cats' 'dogs']", ['cats', 'dogs']],
      ['{"choices": ["cats", "dogs"]}', ['cats', 'dogs']],
      [{ choices: ['cats', 'dogs'] }, ['cats', 'dogs']],
      [
        ['cats', 'dogs'],
        ['cats', 'dogs'],
      ],
      [
        [0, 1],
        ['0', '1'],
      ],
      [2, ['2']],
      [true, ['true']],
      ['(other)', ['(other)']],
      ['[birds]', ['birds']],
      ['[]', []],
      [[], []],
      [
        ['[a, b]', 'c;d'],
        ['[a, b]', 'c;d'],
      ],
    ];
    for (const [value, labels] of shapes) {
      expect(toRow(raw({ text: 't', label: value }), first, 'multi')).toMatchObject({ ok: true, value: { labels } });
    }
  });

  it('says none of the classes on purpose, or nothing yet', () => {
    const labels = (fields: Partial<RawRow>, reading: RowRules['reading'] = {}, finished?: boolean) => {
      const result = toRowOf({ ...first, raw: raw({ text: 't', ...fields }), finished }, { kind: 'multi', reading });
      return result.ok ? result.value.labels : 'refused';
    };
    expect(labels({ labels: [] })).toEqual([]);
    expect(labels({})).toBeUndefined();
    expect(labels({ labels: null })).toBeUndefined();
    expect(labels({ label: '' })).toBeUndefined();
    expect(labels({ label: '' }, { emptyMeans: 'none' })).toEqual([]);
    expect(labels({}, { emptyMeans: 'none' })).toBeUndefined();
    expect(labels({ labels: [] }, { emptyMeans: 'unlabelled' })).toBeUndefined();
    expect(labels({ labels: [] }, {}, false)).toBeUndefined();
    expect(labels({ labels: [] }, {}, true)).toEqual([]);
  });

  it('has labels between separators that the request names', () => {
    for (const field of ['label', 'labels'] as const) {
      expect(toRow(raw({ text: 't', [field]: 'A | B' }), first, 'multi', { labelSeparator: '|' })).toMatchObject({
        ok: true,
        value: { labels: ['A', 'B'] },
      });
    }
  });

  it('has class names without blanks around them, wherever they stand, and none that are empty', () => {
    const wanted = { ok: true, value: { labels: ['A b'] } };
    for (const fields of [
      { label: ' A b\t' },
      { labels: 'A b ; ' },
      { labels: ';A b;A b' },
      { labels: ' ["A b ", ""]' },
      { labels: [' A b', 'A b'] },
      { label: ' ', labels: ['A b'] },
    ]) {
      expect(toRow(raw({ text: 't', ...fields }), first, 'single')).toMatchObject(wanted);
    }
    for (const fields of [{ label: '  ' }, { labels: ' ; ' }]) {
      expect(toRow(raw({ text: 't', ...fields }), first, 'single')).toMatchObject({
        ok: true,
        value: { labels: undefined },
      });
    }
  });

  it('may have labels and ids with names of JavaScript, and numbers for names', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const result = toRow(raw({ text: 't', label: name, id: name }), first, 'single');
      expect(result).toMatchObject({ ok: true, value: { name, labels: [name] } });
    }
    expect(toRow(raw({ text: 't', id: 5, label: 3 }), first, 'single')).toMatchObject({
      value: { name: '5', labels: ['3'] },
    });
  });

  it('is refused by number, field, rule and value', () => {
    expect(problem({})).toBe('Row 7 (line 9): field "text": must be given, got nothing.');
    expect(problem({ text: ' ' })).toBe('Row 7 (line 9): field "text": must not be empty, got only white space.');
    expect(problem({ text: 5 })).toContain('must be a string');
    expect(problem({ text: 't', id: 'a\u0000' })).toContain('field "id"');
    expect(problem({ text: 't', id: {} })).toContain('field "id"');
    expect(problem({ text: 't', language: 'klingon' })).toContain('got "klingon"');
    expect(problem({ text: 't', dataset: 'dev' })).toContain('field "dataset": must be "train" or "test", got "dev"');
    expect(problem({ text: 't', label: 'x'.repeat(101) })).toContain('field "label"');
    expect(problem({ text: 't', labels: ['A', 'B'] }, 'single')).toContain('got 2 classes');
    expect(problem({ text: 't', label: 'A', labels: ['B'] })).toContain('together with "label"');
    expect(problem({ text: 't', labels: '[1' })).toContain('begins like a list and does not end like one');
    expect(problem({ text: 't', labels: [[0, 4, 'A']] })).toContain('must hold strings or numbers');
    expect(problem({ text: 't', labels: { a: 1 } })).toContain('must be a string, a number or an array');
    expect(problem({ text: 't', label: '[]' }, 'single')).toContain('out-of-scope');
    expect(problem({ text: 't', label: '...' })).toContain('must not be punctuation alone');
  });

  it('never throws and never shows a text, whatever it holds', () => {
    const anything = fc.record({
      text: fc.oneof(fc.constant('the secret text'), fc.anything()),
      label: fc.anything(),
      labels: fc.anything(),
      id: fc.anything(),
      language: fc.anything(),
      dataset: fc.anything(),
    });
    fc.assert(
      fc.property(anything, fc.constantFrom('single' as const, 'multi' as const), (fields, kind) => {
        const result = toRow(fields, first, kind);
        if (result.ok) return result.value.text.isWellFormed() && !result.value.text.includes('\u0000');
        return !result.issue.message.includes('secret');
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });
});
