import { TokenType } from '@streamparser/json';

/** What a value is, told by its first token. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** One step from a value to one inside it: the name of a member, or the index of an element. */
export type JsonStep = string | number;

interface Level {
  readonly isArray: boolean;
  /** Where inside of it the last token stands. Undefined: it has just been opened. */
  step: JsonStep | undefined;
}

const scalars: Readonly<Partial<Record<TokenType, JsonKind>>> = {
  [TokenType.STRING]: 'string',
  [TokenType.NUMBER]: 'number',
  [TokenType.TRUE]: 'boolean',
  [TokenType.FALSE]: 'boolean',
  [TokenType.NULL]: 'null',
};

/** Follows the tokens of a valid JSON text, and knows where in it the last one stands. */
export class JsonPlace {
  readonly #levels: Level[] = [];
  #expectsName = false;

  /** How many objects and arrays are open. */
  get depth(): number {
    return this.#levels.length;
  }

  /** From the whole text to the value that began last; for a name, to its member. */
  get steps(): readonly JsonStep[] {
    return this.#levels.flatMap(({ step }) => step ?? []);
  }

  /** Takes the next token. Answers what a value is that begins with it; undefined for names and punctuation. */
  take(token: TokenType, value: unknown): JsonKind | undefined {
    const level = this.#levels.at(-1);
    if (token === TokenType.COMMA && level !== undefined) {
      if (level.isArray) level.step = Number(level.step) + 1;
      else this.#expectsName = true;
    }
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      this.#levels.pop();
      this.#expectsName = false;
    }
    if (token === TokenType.STRING && this.#expectsName && level !== undefined) {
      level.step = String(value);
      this.#expectsName = false;
      return undefined;
    }
    const opened = token === TokenType.LEFT_BRACE ? 'object' : token === TokenType.LEFT_BRACKET ? 'array' : undefined;
    const kind = opened ?? scalars[token];
    if (kind !== undefined && level?.isArray === true) level.step ??= 0;
    if (opened !== undefined) {
      this.#levels.push({ isArray: opened === 'array', step: undefined });
      this.#expectsName = opened === 'object';
    }
    return kind;
  }
}

const plainName = /^[\p{L}\p{N}_-]+$/u;

/** `assets.documents[3].class`; a name that is not plain stands in brackets and quotes. Empty: the whole text. */
export function writeJsonPlace(steps: readonly JsonStep[], quote: (name: string) => string): string {
  return steps
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return plainName.test(step) ? `.${step}` : `[${quote(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
