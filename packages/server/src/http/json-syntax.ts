/** Where a text stops being JSON. `line` and `column` count from 1, columns in UTF-16 units. */
export interface JsonSyntaxError {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** What would have been right there; never quotes the text. */
  readonly expected: string;
}

const whitespace = /[\t\n\r ]*/y;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Two patterns and a loop: one pattern of both repeated remembers each character, and runs out of stack at 16 MB.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside strings.
const plain = /[^"\\\u0000-\u001f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

/**
 * Finds the first syntax error of a text that JSON.parse refused. The engine's own message names no place for half of
 * the errors and quotes the text in the rest. Iterative: a million open brackets are just a million steps.
 */
export function locateJsonSyntaxError(text: string): JsonSyntaxError | undefined {
  const open: ('object' | 'array')[] = [];
  let at = skip(whitespace, text, 0);
  let want: Want = 'value';
  for (;;) {
    const step = take(text, at, want, open);
    if (typeof step === 'string') return place(text, at, step);
    if ('brokenAt' in step) return place(text, step.brokenAt, 'the string is not closed, or an escape is not valid');
    at = skip(whitespace, text, step.at);
    want = step.want;
    if (want === 'end') return at === text.length ? undefined : place(text, at, 'expected the end of the body');
  }
}

type Want = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma' | 'end';
type Step = { at: number; want: Want } | { brokenAt: number } | string;

function take(text: string, at: number, want: Want, open: ('object' | 'array')[]): Step {
  const character = text[at];
  const inside = open.at(-1);
  switch (want) {
    case 'colon':
      return character === ':' ? { at: at + 1, want: 'value' } : "expected ':' after a name";
    case 'comma':
      if (character === ',') return { at: at + 1, want: inside === 'object' ? 'name' : 'value' };
      if (character === (inside === 'object' ? '}' : ']')) return close(at, open);
      return inside === 'object' ? "expected ',' or '}'" : "expected ',' or ']'";
    case 'name or }':
    case 'name':
      if (character === '}' && want === 'name or }') return close(at, open);
      if (character === '"') return string(text, at, 'colon');
      return want === 'name' ? 'expected a name in double quotes' : "expected a name in double quotes or '}'";
    default:
      return value(text, at, want, open);
  }
}

function value(text: string, at: number, want: Want, open: ('object' | 'array')[]): Step {
  const character = text[at];
  if (character === ']' && want === 'value or ]') return close(at, open);
  if (character === '{') {
    open.push('object');
    return { at: at + 1, want: 'name or }' };
  }
  if (character === '[') {
    open.push('array');
    return { at: at + 1, want: 'value or ]' };
  }
  const next: Want = open.length === 0 ? 'end' : 'comma';
  if (character === '"') return string(text, at, next);
  const end = skip(literal, text, at);
  if (end > at) return { at: end, want: next };
  return want === 'value or ]' ? "expected a value or ']'" : 'expected a value';
}

function string(text: string, at: number, next: Want): Step {
  let end = at + 1;
  for (let from = -1; from !== end; ) {
    from = end;
    end = skip(escaped, text, skip(plain, text, from));
  }
  // Where the run of plain characters and whole escapes ends without a quote is where the string goes wrong.
  return text[end] === '"' ? { at: end + 1, want: next } : { brokenAt: end };
}

function close(at: number, open: ('object' | 'array')[]): Step {
  open.pop();
  return { at: at + 1, want: open.length === 0 ? 'end' : 'comma' };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function place(text: string, offset: number, expected: string): JsonSyntaxError {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { offset, line, column: offset - before.lastIndexOf('\n'), expected };
}
