import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault, JsonCheck, type JsonFault } from './json-check.ts';

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
    ['{"a": "\\x"}', 1, 8, 'the string is not closed, or an escape is not valid'],
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

describe('a text in one piece', () => {
  it.each([
    ['{"a": 1\n "b": 2}', 2, 2, "expected ',' or '}'"],
    ['', 1, 1, 'expected a value'],
    ['{"a"', 1, 5, "expected ':' after a name"],
    ['{"a":1,}', 1, 8, 'expected a name in double quotes'],
    ['{a:1}', 1, 2, "expected a name in double quotes or '}'"],
    ['[1,]', 1, 4, 'expected a value'],
    ['[1 2]', 1, 4, "expected ',' or ']'"],
    ['[truth]', 1, 2, "expected a value or ']'"],
    ['"a\nb"', 1, 3, 'the string is not closed, or an escape is not valid'],
    ['"\\x"', 1, 2, 'the string is not closed, or an escape is not valid'],
    ['{} {}', 1, 4, 'expected the end of the body'],
    ['[01]', 1, 3, "expected ',' or ']'"],
  ])('%j breaks at line %i, column %i: %s', (text, line, column, expected) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findJsonFault(text, 'body')).toMatchObject({ line, column, expected });
  });

  it('reads over strings as long as the longest body, plain or escaped', () => {
    for (const part of ['x', '\\n', '\\u00e9']) {
      const text = `{"text":"${part.repeat((16 << 20) / part.length)}" x`;
      expect(findJsonFault(text, 'body')).toMatchObject({
        line: 1,
        column: text.length,
        expected: "expected ',' or '}'",
      });
    }
  });

  it('is JSON exactly when JSON.parse takes it, also with one character changed', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', '{', '}', ']', ':', '\\', '1', 'x', '\n'))
      .map(([json, at, by]) => json.slice(0, at % (json.length + 1)) + by + json.slice((at % (json.length + 1)) + 1));
    fc.assert(
      fc.property(broken, (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(findJsonFault(text, 'body') === undefined).toBe(valid);
      }),
      { seed: 20211102, numRuns: 2000 },
    );
  });

  it('walks a million open brackets without recursion', () => {
    expect(findJsonFault('['.repeat(1_000_000), 'body')?.expected).toBe("expected a value or ']'");
  });
});
