import { anyCodePoint } from '@taxon/testkit/data/any-code-point';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableText } from './characters.ts';
import { EngineError } from './errors.ts';
import { findLanguage, languages } from './languages.ts';
import { classNameProblem, documentNameProblem, requireClassName, requireName, shown } from './names.ts';

describe('project, model and deployment names', () => {
  it('are 1 to 50 of A-Z a-z 0-9 _ . -', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,50}$/);
    fc.assert(
      fc.property(name, (value) => requireName('n', value) === undefined),
      { seed: 1 },
    );
    for (const good of ['a', '__proto__', 'constructor', '..', 'x'.repeat(50)]) requireName('n', good);
  });

  it('are refused otherwise, naming field, rule and value', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCodePoint, maxLength: 60 }).filter((value) => !/^[A-Za-z0-9_.-]{1,50}$/.test(value)),
        (value) => {
          try {
            requireName('projectName', value);
            return false;
          } catch (error) {
            return error instanceof EngineError && error.code === 'input/invalid' && error.message.isWellFormed();
          }
        },
      ),
      { seed: 2 },
    );
    expect(() => requireName('deploymentName', 'swap', ['swap'])).toThrow(
      '"deploymentName": is a reserved name, got "swap"',
    );
  });
});

describe('class names', () => {
  it('may be anything of 1 to 100 characters without control characters', () => {
    for (const good of ['?', 'a/b:c', '__proto__', 'constructor', 'None', ' ', '🙂'.repeat(100)]) {
      expect(classNameProblem(good)).toBeUndefined();
    }
    for (const bad of ['', 'x'.repeat(101), 'a\nb', 'a\u0000', '\ud800']) {
      expect(classNameProblem(bad)).toBeDefined();
      expect(() => requireClassName('className', bad)).toThrow(EngineError);
    }
  });
});

describe('document names', () => {
  it('may be whatever a blob may be called', () => {
    for (const good of ['Article 1.txt', "a_b.'c,-d/e", '__proto__']) expect(documentNameProblem(good)).toBeUndefined();
    for (const bad of ['', 'a\u0000', 'x'.repeat(1025), '\udc00']) expect(documentNameProblem(bad)).toBeDefined();
  });
});

describe('a value in an error', () => {
  it('is quoted, short and well formed whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCodePoint }),
        (value) => shown(value).isWellFormed() && shown(value).length < 800,
      ),
      { seed: 3 },
    );
    expect(shown('x'.repeat(500))).toBe(`"${'x'.repeat(60)}…"`);
    expect(shown(undefined)).toBe('nothing');
    expect(shown({ a: 1 })).toBe('{"a":1}');
  });
});

describe('texts', () => {
  it('are storable once U+0000 and lone surrogates are replaced', () => {
    expect(storableText('a\u0000b\ud800c')).toEqual({ text: 'a\ufffdb\ufffdc', replaced: true });
    expect(storableText('fine 🙂')).toEqual({ text: 'fine 🙂', replaced: false });
  });
});

describe('languages', () => {
  it('are the 95 of both lists, in any letter case', () => {
    expect(new Set(languages).size).toBe(95);
    expect(findLanguage('EN-us')).toBe('en-us');
    expect(findLanguage('zh-Hant')).toBe('zh-hant');
    expect(findLanguage('xx')).toBeUndefined();
  });
});
