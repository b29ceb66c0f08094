import { describe, expect, it } from 'vitest';
import { prepareText } from './prepare.ts';
import { createTokens, tokenize } from './tokenizer.ts';

function tokensOf(text: string): string[] {
  const prepared = prepareText(text).text;
  const tokens = createTokens();
  tokenize(prepared, tokens);
  return Array.from({ length: tokens.count }, (_, t) => prepared.slice(tokens.start[t], tokens.end[t]));
}

describe('tokenize', () => {
  it.each([
    ["I can't log-in, 3 times!", ['i', 'can', 't', 'log', 'in', '3', 'times']],
    ['user_name ＡＢＣ ﬁne', ['user_name', 'abc', 'fine']],
    ['Čas běží. Straße', ['čas', 'běží', 'straße']],
    ['我爱北京', ['我', '爱', '北', '京']],
    ['カタカナ と iPhone15', ['カ', 'タ', 'カ', 'ナ', 'と', 'iphone15']],
    ['ภาษาไทย', ['ภ', 'า', 'ษ', 'า', 'ไ', 'ท', 'ย']],
    ['हिन्दी भाषा', ['हिन्दी', 'भाषा']],
    ['good👍🏽day 👩‍🚀😀 £5', ['good', '👍🏽', 'day', '👩‍🚀', '😀', '£', '5']],
    ['𠮷野家', ['𠮷', '野', '家']],
    ['', []],
    [' \n\t…—', []],
    ['\ud83d lone', ['lone']],
  ])('%j', (text, expected) => {
    expect(tokensOf(text)).toEqual(expected);
  });

  it('reads 20,000 characters and never half a pair', () => {
    const long = prepareText(`a${'😀'.repeat(10_000)}`);
    expect(long.truncated).toBe(true);
    expect(long.text).toHaveLength(19_999);
    expect(prepareText('a'.repeat(20_000)).truncated).toBe(false);
  });
});
