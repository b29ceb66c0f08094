// Writes src/text/generated/character-classes.ts: the class of every Unicode code point, as run lengths.
// The table is committed, so that features depend on its Unicode version and not on that of the JavaScript engine.
// `--check` writes nothing and fails when the committed table differs. When this Node has another version of Unicode, it says
// so and passes.
import { readFileSync, writeFileSync } from 'node:fs';

const target = new URL('../src/text/generated/character-classes.ts', import.meta.url);
const [mark, unspaced, symbol, word] = [
  /\p{M}|[\u{200c}\u{200d}]|[\u{1f3fb}-\u{1f3ff}]/u,
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u,
  /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Sc}\p{So}]/u,
  /[\p{L}\p{N}_]/u,
];
const letter = /[\p{L}\p{Nl}]/u;

function classOf(codePoint) {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return 0;
  const character = String.fromCodePoint(codePoint);
  if (mark.test(character)) return 3;
  if (letter.test(character) && unspaced.test(character)) return 2;
  if (word.test(character)) return 1;
  return symbol.test(character) ? 4 : 0;
}

const runs = [];
let [previous, length] = [classOf(0), 0];
for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
  const one = classOf(codePoint);
  if (one === previous) length++;
  else {
    runs.push(`${previous}${length.toString(36)}`);
    [previous, length] = [one, 1];
  }
}
runs.push(`${previous}${length.toString(36)}`);
const lines = runs
  .join(' ')
  .match(/.{1,110}(?: |$)/g)
  .map((line) => `  '${line}',`);
const source = `// Made by scripts/build-character-classes.mjs; do not edit.

/** Version of the Unicode Character Database behind the table. */
export const unicodeVersion = '${process.versions.unicode}';

/** Runs over all code points from 0: class digit, then length in base 36. 0 other, 1 word, 2 unspaced letter, 3 mark, 4 symbol. */
export const characterClassRuns = [
${lines.join('\n')}
].join('');
`;
if (process.argv.includes('--check')) {
  const committed = readFileSync(target, 'utf8');
  const version = /unicodeVersion = '([^']+)'/.exec(committed)?.[1];
  if (version !== process.versions.unicode)
    console.log(`The table is of Unicode ${version}, this Node has ${process.versions.unicode}: not compared.`);
  else if (committed !== source) {
    console.error('src/text/generated/character-classes.ts differs from what the script makes.');
    process.exitCode = 1;
  }
} else writeFileSync(target, source);
