import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing/'),
);

/** The source without its comments. */
function codeOf(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

describe('the package', () => {
  it('imports nothing but itself', () => {
    expect(sources.length).toBeGreaterThan(40);
    for (const path of sources) {
      for (const [, from] of codeOf(path).matchAll(/(?:from|import\()\s*'([^']+)'/g))
        expect(from, path).toMatch(/^\.\.?\//);
    }
  });

  it('uses no clock, no randomness of its own, no platform', () => {
    const forbidden =
      /\b(?:Date|performance|process|Buffer|globalThis|crypto|fetch|require|setTimeout)\b[.(]|Math\.random\b|localeCompare|toLocale/;
    for (const path of sources) expect(codeOf(path), path).not.toMatch(forbidden);
  });

  it('leaves no rounding to the JavaScript engine: exp and ln are those of the module, everything else is exact', () => {
    // ECMAScript fixes the results of these to the last bit, except for sqrt, which every processor rounds as IEEE 754 says.
    // It does not fix those of powers.
    const exact = new Set('abs ceil clz32 floor fround imul max min round sign sqrt trunc'.split(' '));
    for (const path of sources) {
      const code = codeOf(path);
      for (const [, name = ''] of code.matchAll(/\bMath\.(\w+)/g)) expect([...exact], path).toContain(name);
      expect(code, path).not.toMatch(/\*\*|\bMath\b(?!\.)/);
    }
  });
});
