import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonCheck, type JsonFault } from './json-check.ts';

function check(text: string, size: number): JsonFault | undefined {
  const following = new JsonCheck();
  for (let from = 0; from < text.length; from += size) {
    const fault = following.write(text.slice(from, from + size));
    if (fault !== undefined) return fault;
  }
  return following.end();
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
const runs = { seed: 20_261_124, numRuns: 500 };

describe('a text in pieces', () => {
  it.each([
    ['{"a" "b"}', 1, 6, "expected ':' after a name"],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, "expected ',' or '}'"],
    ['{"a": [1, 2,]}', 1, 13, 'expected a value'],
    ['{"\\u00e9\\n": 1, b: 2}', 1, 17, 'expected a name in double quotes'],
    ['{"a": {}', 1, 9, "expected ',' or '}'"],
    ['{"a":\r\n tru }', 2, 2, 'expected a value'],
    ['{"a": "x\ny"}', 1, 9, 'the string is not closed, or an escape is not valid'],
    ['{"a": "\\x"}', 1, 9, 'the string is not closed, or an escape is not valid'],
    ['{} x', 1, 4, 'expected the end of the file'],
  ])('that is no JSON is named by line and column: %j', (text, line, column, expected) => {
    for (const size of [1, 3, 100]) expect(check(text, size)).toEqual({ line, column, expected });
  });

  it('has a fault exactly when it cannot be parsed, wherever it is cut', () => {
    const anyOf = fc.string({
      unit: fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"',
        '"a"',
        '\\',
        '\\u0',
        '0',
        '1',
        '-',
        'e',
        '.',
        'true',
        ' ',
        '\n',
      ),
      maxLength: 12,
    });
    const jsonOf = fc.json();
    const spoiltOf = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', ']', '\n', '\\'))
      .map(([text, at, by]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + by + text.slice(place + 1);
      });
    fc.assert(
      fc.property(fc.oneof(anyOf, jsonOf, spoiltOf), fc.integer({ min: 1, max: 9 }), (text, size) => {
        expect(check(text, size) === undefined).toBe(isJson(text));
      }),
      runs,
    );
  });
});
