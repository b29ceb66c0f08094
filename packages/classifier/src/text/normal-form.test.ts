import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormWriter, normalForm } from './normal-form.ts';

describe('normalForm', () => {
  it.each([
    ['letter case, blanks and line ends', 'My card  was\r\ncharged twice ', 'MY CARD was charged\ttwice'],
    ['punctuation, quotes and brackets', '“Hello”, (dear) friend…', 'hello dear friend!!!'],
    ['apostrophes of any kind', "I don't know", 'i don’t know'],
    ['an apostrophe that is left out', "I don't know", 'I dont know'],
    ['a hyphen and a blank', 'log-in page', 'log in page'],
    ['invisible characters', 'pay\u00adment re\u200bceived\ufeff', 'payment received'],
    ['marks of direction and no-break spaces', '\u200fשלום\u00a0עולם', 'שלום עולם'],
    ['how a letter is composed', 'cafe\u0301', 'caf\u00e9'],
    ['the width of letters', 'ＣＡＲＤ　１２', 'card 12'],
    ['sharp s and final sigma', 'STRASSE ΟΔΟΣ', 'Straße οδοσ'],
    ['blanks between letters of an unspaced script', '我 爱 北京。', '我爱北京'],
    ['variation selectors', 'love ❤\ufe0f', 'love ❤'],
    ['control characters', 'a\u0000b\u0007c d', 'abc d'],
  ])('is the same whatever %s', (_, one, other) => {
    expect(normalForm(one)).toBe(normalForm(other));
  });

  it.each([
    ['words', 'card lost', 'card found'],
    ['word borders', 'a part', 'apart'],
    ['accents', 'resume', 'résumé'],
    ['a decimal point', '1.5 kg', '15 kg'],
    ['a minus', 'it is -5 degrees', 'it is 5 degrees'],
    ['what follows a word', 'I write C#', 'I write C++'],
    ['a percent sign', '5% off', '5 off'],
    ['a relation', 'x < y', 'x > y'],
    ['an emoticon', 'see you :)', 'see you :-('],
    ['an emoji', 'see you 😀', 'see you 😡'],
    ['a currency', '5 €', '5 $'],
    ['punctuation that stands alone', '???', '!!!'],
  ])('differs by %s', (_, one, other) => {
    expect(normalForm(one)).not.toBe(normalForm(other));
  });

  it('ignores what nobody sees, whatever stands around it', () => {
    expect(normalForm("The 3 cards' fees: 1.5% (C#)")).toBe('the 3 cards fees 1.5%c#');
    const text = fc.string({ unit: fc.constantFrom(...'aB ß1.,-%#:)😀é\u0301我\u200b’\n'), maxLength: 30 });
    fc.assert(
      fc.property(text, (one) => {
        const form = normalForm(one);
        expect(normalForm(` ${one}\u200b\n`)).toBe(form);
        expect(normalForm(one.normalize('NFD'))).toBe(form);
        expect(normalForm(one.toLowerCase())).toBe(form);
      }),
      { seed: 29, numRuns: 500 },
    );
  });

  it('fits into its buffer whatever is written, and reads 20,000 code units', () => {
    const writer = createFormWriter();
    for (const text of ['ß'.repeat(30_000), 'a '.repeat(30_000), '\ufdfa'.repeat(30_000), '😀'.repeat(30_000)]) {
      expect(writer.write(text)).toBeLessThanOrEqual(writer.codes.length);
    }
    expect(normalForm('a'.repeat(20_000))).toBe(normalForm(`${'a'.repeat(20_000)}b`));
  });
});
