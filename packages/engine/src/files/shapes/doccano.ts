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

/** `{"id":1,"text":"…","meta":{},"annotation_approver":null,"labels":["a"]}`: doccano before 1.5, with the labels' texts. */
export const doccanoOld: Shape = {
  name: 'doccano JSON lines (before 1.5)',
  fits: (object) => Array.isArray(object.labels) && 'text' in object && 'annotation_approver' in object,
  read: ({ id, text, labels, annotation_approver: approver }) => ({
    raw: { id, text, labels },
    finished: typeof approver === 'string',
  }),
  members: ['id', 'text', 'labels', 'meta', 'annotation_approver'],
};
