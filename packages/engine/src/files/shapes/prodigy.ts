import type { Shape } from './shape.ts';

/**
 * `{"text":"…","_input_hash":1,"_task_hash":2,"label":"a","answer":"accept"}`, or with several classes `"accept":["a","b"]`.
 * A rejected label is not the text's, and what was ignored is not answered: both come in without label.
 */
export const prodigy: Shape = {
  name: 'Prodigy JSON lines',
  fits: (object) => '_task_hash' in object && typeof object.answer === 'string',
  read: ({ text, label, accept, answer }) => {
    const accepted = answer === 'accept';
    const labels = Array.isArray(accept) ? accept : (label ?? undefined);
    const list = typeof labels === 'string' ? [labels] : labels;
    return { raw: { text, labels: accepted ? list : undefined }, finished: accepted && Array.isArray(accept) };
  },
  members: [
    'text',
    'label',
    'accept',
    'answer',
    'options',
    'meta',
    'config',
    'spans',
    'tokens',
    '_input_hash',
    '_task_hash',
    '_session_id',
    '_annotator_id',
    '_view_id',
    '_timestamp',
    '_is_binary',
  ],
};
