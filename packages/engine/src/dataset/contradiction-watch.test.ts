import { describe, expect, it } from 'vitest';
import { createContradictionWatch } from './contradiction-watch.ts';

describe('createContradictionWatch', () => {
  it('names every document of a text from the first contradiction on, and the first one with the text', () => {
    const watch = createContradictionWatch();
    const add = (name: string, text: string, ...classIds: string[]) => watch.add({ name, text, classIds });
    add('a', 'Good afternoon', '1', '2');
    add('b', 'good afternoon!', '2', '1');
    add('other', 'Good evening', '1');
    expect(watch.warning()).toBeUndefined();
    add('c', 'GOOD  AFTERNOON', '1');
    add('d', 'good afternoon', '1', '2');
    add('e', 'good evening.');
    expect(watch.warning()).toMatchObject({
      code: 'import/contradicting-copies',
      parameters: { count: 5, names: '"a", "c", "d", "other", "e"' },
    });
  });

  it('names ten and counts the others; a document that is listed again does not contradict itself', () => {
    const watch = createContradictionWatch();
    watch.add({ name: 'same', text: 'again', classIds: ['1'] });
    watch.add({ name: 'same', text: 'again', classIds: ['2'] });
    expect(watch.warning()).toBeUndefined();
    for (let i = 0; i < 12; i++) watch.add({ name: `d${i}`, text: 'x y', classIds: [`${i}`] });
    expect(watch.warning()?.message).toMatch(/^12 documents .*"d9" and 2 more\.$/);
  });
});
