/** Where a text stops being JSON. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** What would have been right there; never quotes the text. */
  readonly expected: string;
}

type Closer = '}' | ']';
type Want = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma' | 'end';

const brokenString = 'the string is not closed, or an escape is not valid';
const expectations: Readonly<Record<Exclude<Want, 'comma' | 'end'>, string>> = {
  value: 'expected a value',
  'value or ]': "expected a value or ']'",
  name: 'expected a name in double quotes',
  'name or }': "expected a name in double quotes or '}'",
  colon: "expected ':' after a name",
};
const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/;

const hexadecimal = /[\dA-Fa-f]/;
const wordCharacter = /[\w+.-]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside strings.
const plainRun = /[^"\\\u0000-\u001f]*/y;
const wholeEscape = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const wordRun = /[\w+.-]*/y;

/** What holds the JSON, as the sentence about text behind its end calls it. */
export type JsonHolder = 'file' | 'body';

/** The first syntax error of a whole text; undefined: it is JSON. */
export function findJsonFault(text: string, holder: JsonHolder): JsonFault | undefined {
  const check = new JsonCheck(holder);
  return check.write(text) ?? check.end();
}

/**
 * Finds the first syntax error of a JSON text that comes in pieces cut anywhere. JSON.parse names no place for half of the
 * errors and quotes the text in the rest; the streaming parser names no place for a wrong token. What is kept is one
 * literal and the open brackets, so a million open brackets are a million steps and no recursion.
 */
export class JsonCheck {
  readonly #holder: JsonHolder;
  readonly #open: Closer[] = [];
  #want: Want = 'value';
  #inside: 'string' | 'literal' | undefined;
  /** Inside of an escape: what may come next. */
  #escape: 'any' | 'digits' | undefined;
  /** Hexadecimal digits of the escape that are to come. */
  #digits = 0;
  /** Where the escape begins. */
  #escapeBegin = 0;
  #literal = '';
  #read = 0;
  #line = 1;
  #lineBegin = 0;
  #fault: JsonFault | undefined;

  constructor(holder: JsonHolder = 'file') {
    this.#holder = holder;
  }

  /** The first fault, once there is one. */
  write(chunk: string): JsonFault | undefined {
    for (let at = 0; at < chunk.length && this.#fault === undefined; ) {
      at = this.#inside === 'string' ? this.#string(chunk, at) : this.#step(chunk, at);
    }
    this.#read += chunk.length;
    return this.#fault;
  }

  end(): JsonFault | undefined {
    if (this.#inside === 'literal') this.#endLiteral(this.#read);
    if (this.#inside === 'string') this.#breakString(this.#read);
    else if (this.#want !== 'end') this.#fail(this.#read, this.#expected());
    return this.#fault;
  }

  #fail(offset: number, expected: string): void {
    this.#fault ??= { line: this.#line, column: offset - this.#lineBegin + 1, expected };
  }

  #expected(): string {
    if (this.#want === 'comma') return `expected ',' or '${this.#open.at(-1)}'`;
    return this.#want === 'end' ? `expected the end of the ${this.#holder}` : expectations[this.#want];
  }

  #wantsValue(): boolean {
    return this.#want === 'value' || this.#want === 'value or ]';
  }

  #endValue(): void {
    this.#inside = undefined;
    this.#want = this.#open.length === 0 ? 'end' : 'comma';
  }

  #string(chunk: string, from: number): number {
    const at = this.#escape === undefined ? skipPlain(chunk, from) : from;
    const character = chunk[at];
    if (character === undefined) return at;
    if (this.#escape !== undefined) this.#insideEscape(character, at);
    else if (character === '\\') {
      this.#escape = 'any';
      this.#escapeBegin = this.#read + at;
    } else if (character !== '"') this.#breakString(this.#read + at);
    else if (this.#want === 'colon') this.#inside = undefined;
    else this.#endValue();
    return at + 1;
  }

  #insideEscape(character: string, at: number): void {
    const right = this.#escape === 'any' ? '"\\/bfnrtu'.includes(character) : hexadecimal.test(character);
    if (!right) this.#breakString(this.#read + at);
    if (this.#escape === 'any') this.#digits = character === 'u' ? 4 : 0;
    else this.#digits -= 1;
    this.#escape = this.#digits === 0 ? undefined : 'digits';
  }

  /** A string goes wrong where its last escape begins, when that is not whole; else at the offset. */
  #breakString(offset: number): void {
    this.#fail(this.#escape === undefined ? offset : this.#escapeBegin, brokenString);
  }

  #step(chunk: string, at: number): number {
    const character = chunk[at] ?? '';
    if (this.#wantsValue() && wordCharacter.test(character)) {
      const end = run(wordRun, chunk, at);
      this.#inside = 'literal';
      this.#literal += chunk.slice(at, end);
      return end;
    }
    if (this.#inside === 'literal') this.#endLiteral(this.#read + at);
    if (character === '\n') {
      this.#line += 1;
      this.#lineBegin = this.#read + at + 1;
    } else if (character !== ' ' && character !== '\r' && character !== '\t' && !this.#takes(character)) {
      this.#fail(this.#read + at, this.#expected());
    }
    return at + 1;
  }

  #endLiteral(behind: number): void {
    const { length } = this.#literal;
    const right = literal.exec(this.#literal)?.[0].length ?? 0;
    if (right === 0) this.#fail(behind - length, this.#expected());
    this.#literal = '';
    this.#endValue();
    // "01": a value, and something behind it.
    if (right < length) this.#fail(behind - length + right, this.#expected());
  }

  /** Whether the sign may stand here. */
  #takes(character: string): boolean {
    const want = this.#want;
    const inObject = this.#open.at(-1) === '}';
    if (character === '}' || character === ']') {
      const empty = character === '}' ? 'name or }' : 'value or ]';
      if (character !== this.#open.at(-1) || (want !== 'comma' && want !== empty)) return false;
      this.#open.pop();
      this.#endValue();
    } else if (character === ',' && want === 'comma') this.#want = inObject ? 'name' : 'value';
    else if (character === ':' && want === 'colon') this.#want = 'value';
    else if (character === '"' && (want === 'name' || want === 'name or }')) {
      this.#inside = 'string';
      this.#want = 'colon';
    } else if (!this.#wantsValue()) return false;
    else if (character === '"') this.#inside = 'string';
    else if (character === '{' || character === '[') {
      this.#open.push(character === '{' ? '}' : ']');
      this.#want = character === '{' ? 'name or }' : 'value or ]';
    } else return false;
    return true;
  }
}

/** Behind the plain characters and whole escapes of a string. */
function skipPlain(chunk: string, from: number): number {
  let at = from;
  for (let before = -1; before !== at; ) {
    before = at;
    at = run(wholeEscape, chunk, run(plainRun, chunk, at));
  }
  return at;
}

function run(pattern: RegExp, chunk: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(chunk) ? pattern.lastIndex : from;
}
