import { isObject, type Shape } from './shape.ts';

/** `{"text":"…","cats":{"a":1.0,"b":0.0}}`: spaCy's categories. From .5 on one is the text's; one for each says that it was asked. */
export const spacyCats: Shape = {
  name: 'spaCy categories',
  fits: (object) =>
    typeof object.text === 'string' &&
    isObject(object.cats) &&
    Object.values(object.cats).every((value) => typeof value === 'number' || typeof value === 'boolean') &&
    !('label' in object || 'labels' in object),
  read: ({ id, text, cats }) => {
    const entries = isObject(cats) ? Object.entries(cats) : [];
    const labels = entries.filter(([, value]) => Number(value) >= 0.5).map(([name]) => name);
    return { raw: { id, text, labels: isObject(cats) ? labels : undefined }, finished: entries.length > 0 };
  },
  members: ['id', 'text', 'cats'],
};
