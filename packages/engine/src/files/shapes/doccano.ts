import type { Shape } from './shape.ts';

/** `{"id":1,"text":"…","label":["a","b"],"Comments":[]}`: what doccano 1.6 and later write for text classification. */
export const doccano: Shape = {
  name: 'doccano JSON lines',
  fits: (object) => Array.isArray(object.label) && 'text' in object && 'Comments' in object,
  read: ({ id, text, label, annotation_approver: approver }) => ({
    raw: { id, text, labels: label },
    finished: typeof approver === 'string',
  }),
  members: ['id', 'text', 'label', 'Comments', 'annotation_approver'],
};
