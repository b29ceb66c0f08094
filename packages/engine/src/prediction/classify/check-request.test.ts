import { describe, expect, it } from 'vitest';
import { EngineError } from '../../platform/index.ts';
import type { PredictionTask } from '../prediction.ts';
import { acceptDocuments, checkTasks, totalLength } from './check-request.ts';

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}

const document = (id: string, text = 'some words') => ({ id, text });
const task = (part: Partial<PredictionTask> = {}): PredictionTask => ({
  kind: 'single',
  kindName: 'CustomSingleLabelClassification',
  projectName: 'p',
  deploymentName: 'd',
  ...part,
});

describe('acceptDocuments', () => {
  it.each([
    ['prediction/no-documents', []],
    ['prediction/too-many-documents', Array.from({ length: 26 }, (_, i) => document(`${i}`))],
    ['prediction/document-id-empty', [document('1'), document('')]],
    ['prediction/duplicate-document-id', [document('1'), document('2'), document('1')]],
    ['prediction/document-empty', [document('1', ' \n')]],
    ['input/invalid', [document('a\0')]],
    ['input/invalid', [document('\uD800')]],
  ])('refuses the whole request with %s', (code, documents) => {
    expect(codeOf(() => acceptDocuments(documents))).toBe(code);
  });

  it('takes 25 documents, an empty one among others, and ids that only differ in case', () => {
    expect(acceptDocuments(Array.from({ length: 25 }, (_, i) => document(`${i}`)))).toHaveLength(25);
    expect(acceptDocuments([document('a', ''), document('A')])).toHaveLength(2);
  });

  it('leaves a language that cannot be stored to its document, where it is an unknown one', () => {
    const languages = acceptDocuments([
      { id: '1', text: 't', language: 'e\0n' },
      { id: '2', text: 't', language: '\uD800' },
    ]).map(({ language }) => language);
    expect(languages).toEqual(['e\uFFFDn', '\uFFFD']);
  });

  it('replaces what cannot be stored, remembers it, and takes "" for no language', () => {
    const [nul, lone, good] = acceptDocuments([
      { id: '1', text: 'a\0b', language: '' },
      document('2', 'x\uDC00y'),
      { id: '3', text: '😀 fine', language: 'de' },
    ]);
    expect(nul).toEqual({ id: '1', text: 'a\uFFFDb', language: undefined, replaced: true });
    expect(lone).toEqual({ id: '2', text: 'x\uFFFDy', language: undefined, replaced: true });
    expect(good).toEqual({ id: '3', text: '😀 fine', language: 'de', replaced: false });
    expect(totalLength([nul, lone, good].filter((one) => one !== undefined))).toBe(3 + 3 + 7);
  });

  it('takes names of object members as ids', () => {
    const ids = ['__proto__', 'constructor', 'toString'];
    expect(acceptDocuments(ids.map((id) => document(id))).map(({ id }) => id)).toEqual(ids);
  });
});

describe('checkTasks', () => {
  it('wants some, not too many, and names that differ within a kind', () => {
    expect(codeOf(() => checkTasks([]))).toBe('prediction/no-tasks');
    expect(codeOf(() => checkTasks([task(), task()]))).toBe('prediction/duplicate-task-name');
    expect(codeOf(() => checkTasks([task({ name: 'a' }), task({ name: 'a' })]))).toBe('prediction/duplicate-task-name');
    const many = Array.from({ length: 26 }, (_, i) => task({ name: `${i}` }));
    expect(codeOf(() => checkTasks(many))).toBe('input/invalid');
    expect(codeOf(() => checkTasks(many.slice(1)))).toBe('nothing was thrown');
    const multi = task({ kind: 'multi', kindName: 'CustomMultiLabelClassification', name: 'a' });
    expect(codeOf(() => checkTasks([task({ name: 'a' }), task({ name: 'b' }), multi]))).toBe('nothing was thrown');
  });
});
