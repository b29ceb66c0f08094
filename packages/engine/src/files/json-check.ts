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
const expectations: Readonly<Record<Exclude<Want, 'comma'>, string>> = {
  value: 'expected a value',
  'value or ]': "expected a value or ']'",
  name: 'expected a name in double quotes',
  'name or }': "expected a name in double quotes or '}'",
  colon: "expected ':' after a name",
  end: 'expected the end of the file',
};
const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

const hexadecimal = /[\dA-Fa-f]/;
const wordCharacter = /[\w+.-]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside strings.
const plainRun = /[^"\\\u0000-\u001f]*/y;
const wordRun = /[\w+.-]*/y;

/**
 * Finds the first syntax error of a JSON text that comes in pieces cut anywhere. The streaming parser names no place for a
 * wrong token, and its offsets are those of strings without their escapes. What is kept is one literal and the open brackets.
 */
export class JsonCheck {
  readonly #open: Closer[] = [];
  #want: Want = 'value';
  #inside: 'string' | 'literal' | undefined;
  /** 5: behind a backslash; 4 to 1: so many hexadecimal digits are to come. */
  #escaped = 0;
  #literal = '';
  #read = 0;
  #line = 1;
  #lineBegin = 0;
  #fault: JsonFault | undefined;

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
    if (this.#inside === 'string') this.#fail(this.#read, brokenString);
    else if (this.#want !== 'end') this.#fail(this.#read, this.#expected());
    return this.#fault;
  }

  #fail(offset: number, expected: string): void {
    this.#fault ??= { line: this.#line, column: offset - this.#lineBegin + 1, expected };
  }

  #expected(): string {
    return this.#want === 'comma' ? `expected ',' or '${this.#open.at(-1)}'` : expectations[this.#want];
  }

  #wantsValue(): boolean {
    return this.#want === 'value' || this.#want === 'value or ]';
  }

  #endValue(): void {
    this.#inside = undefined;
    this.#want = this.#open.length === 0 ? 'end' : 'comma';
  }

  #string(chunk: string, from: number): number {
    const at = this.#escaped > 0 ? from : run(plainRun, chunk, from);
    const character = chunk[at];
    if (character === undefined) return at;
    if (this.#escaped === 5) {
      if (!'"\\/bfnrtu'.includes(character)) this.#fail(this.#read + at, brokenString);
      this.#escaped = character === 'u' ? 4 : 0;
    } else if (this.#escaped > 0) {
      if (!hexadecimal.test(character)) this.#fail(this.#read + at, brokenString);
      this.#escaped -= 1;
    } else if (character === '\\') this.#escaped = 5;
    else if (character !== '"') this.#fail(this.#read + at, brokenString);
    else if (this.#want === 'colon') this.#inside = undefined;
    else this.#endValue();
    return at + 1;
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
    if (!literal.test(this.#literal)) this.#fail(behind - this.#literal.length, this.#expected());
    this.#literal = '';
    this.#endValue();
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

function run(pattern: RegExp, chunk: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(chunk) ? pattern.lastIndex : from;
}
