import { describe, expect, it } from 'vitest';
import { lookAlikeGuidance } from './look-alike-classes.ts';

const advised = (...names: string[]) => lookAlikeGuidance(names).map(({ classes, value }) => [classes, value]);

describe('look-alike class names', () => {
  it.each([
    ['case', 'Billing', 'billing'],
    ['full-width letters', 'billing', '\uff42\uff49\uff4c\uff4c\uff49\uff4e\uff47'],
    ['a ligature', 'profile', 'pro\ufb01le'],
    ['Cyrillic letters', 'sport', '\u0455\u0440\u043ert'],
    ['Cyrillic capitals', 'BETA', '\u0412\u0415TA'],
    ['Greek capitals', 'Zone', '\u0396one'],
    ['a nought', 'office', '0ffice'],
  ])('are named: %s', (_, one, other) => {
    expect(advised('other', one, 'more', other)).toEqual([[[1, 3], 2]]);
  });

  it('are named by set', () => {
    expect(advised('a', 'b', 'A', 'B', '\uff21')).toEqual([
      [[0, 2, 4], 3],
      [[1, 3], 2],
    ]);
  });

  it('are not those that differ in a letter, a digit or an accent', () => {
    expect(
      advised('cafe', 'caf\u00e9', 'level 1', 'level 2', 'bill', 'bi11', 'will', '\u0432\u043e\u0434\u0430'),
    ).toEqual([]);
  });
});
