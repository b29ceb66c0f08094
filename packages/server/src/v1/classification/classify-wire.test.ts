import { describe, expect, it } from 'vitest';
import { toClassifyResponse, toInputDocuments } from './classify-wire.ts';

describe('toInputDocuments', () => {
  it('makes one document of the short form and numbers documents without ids', () => {
    expect(toInputDocuments({ text: 'x', language: 'de' })).toEqual([{ id: '0', text: 'x', language: 'de' }]);
    expect(toInputDocuments({ documents: [{ text: 'a' }, { id: 'k', text: 'b' }, { text: 'c' }] })).toEqual([
      { id: '0', text: 'a' },
      { id: 'k', text: 'b' },
      { id: '2', text: 'c' },
    ]);
  });

  it('refuses both forms at once and neither, and never quotes a text', () => {
    expect(() => toInputDocuments({})).toThrow('Field "text": is required, or "documents"');
    const both = { documents: [], text: 'my secret' };
    expect(() => toInputDocuments(both)).toThrow('must not stand beside "documents"');
    expect(() => toInputDocuments(both)).not.toThrow('secret');
    expect(() => toInputDocuments({ documents: [], language: 'en' })).toThrow('Field "language"');
  });
});

describe('toClassifyResponse', () => {
  it('keeps good and bad documents in their order', () => {
    const response = toClassifyResponse({
      modelName: 'm',
      kind: 'single',
      confidenceThreshold: 0.3,
      inScopeShare: undefined,
      documents: [
        {
          ok: true,
          id: '0',
          predicted: [{ className: '__proto__', score: 0.9 }],
          scores: [
            { className: '__proto__', score: 0.9, threshold: 0.3 },
            { className: 'b', score: 0.1 },
          ],
          abstained: false,
          warnings: [],
        },
        {
          ok: false,
          id: '1',
          issue: { code: 'prediction/document-empty', message: 'Document text is empty.', parameters: {} },
        },
      ],
    });
    expect(response).toEqual({
      model: 'm',
      kind: 'single',
      confidenceThreshold: 0.3,
      outOfScope: null,
      documents: [
        {
          id: '0',
          predicted: [{ class: '__proto__', score: 0.9 }],
          scores: [
            { class: '__proto__', score: 0.9, threshold: 0.3 },
            { class: 'b', score: 0.1, threshold: null },
          ],
          abstained: false,
          warnings: [],
        },
        { id: '1', error: { code: 'prediction/document-empty', message: 'Document text is empty.' } },
      ],
    });
  });
});
