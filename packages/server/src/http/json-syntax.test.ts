import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateJsonSyntaxError } from './json-syntax.ts';

describe('locateJsonSyntaxError', () => {
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
    expect(locateJsonSyntaxError(text)).toMatchObject({ line, column, expected });
  });

  it('reads over strings as long as the longest body, plain or escaped', () => {
    for (const part of ['x', '\\n', '\\u00e9']) {
      const text = `{"text":"${part.repeat((16 << 20) / part.length)}" x`;
      expect(locateJsonSyntaxError(text)).toMatchObject({ offset: text.length - 1, expected: "expected ',' or '}'" });
    }
  });

  it('agrees with JSON.parse on what is JSON, for texts with one character changed', () => {
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
        expect(locateJsonSyntaxError(text) === undefined).toBe(valid);
      }),
      { seed: 20211102, numRuns: 2000 },
    );
  });

  it('walks a million open brackets without recursion', () => {
    expect(locateJsonSyntaxError('['.repeat(1_000_000))?.expected).toBe("expected a value or ']'");
  });
});
