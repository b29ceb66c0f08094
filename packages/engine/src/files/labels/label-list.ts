/** A list of labels, or why a value is none. */
export type LabelList = string[] | { readonly rule: string };

const advice = 'write a JSON array such as ["a", "b"] under "labels"';

/**
 * The labels of a JSON array (or of a Parquet list), as they stand: strings are never split. Numbers and booleans are names,
 * as they are under `label`.
 */
export function labelsOfArray(list: readonly unknown[]): LabelList {
  const names: string[] = [];
  for (const item of list) {
    const choices = choicesOf(item);
    if (choices !== undefined) {
      const inner = labelsOfArray(choices);
      if (!Array.isArray(inner)) return inner;
      names.push(...inner);
      continue;
    }
    const name = nameOf(item);
    if (name === undefined) return { rule: 'must hold strings or numbers, not null, arrays or objects' };
    names.push(name);
  }
  return names;
}

/** A string, number or boolean as a name. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : undefined;
}

/** Label Studio writes several choices as `{"choices": ["a", "b"]}`. */
export function choicesOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const choices: unknown = Reflect.get(value, 'choices');
  return Array.isArray(choices) ? choices : undefined;
}

/**
 * The labels of a text that is a list: a JSON array, a list, tuple or set as Python prints it, names in brackets, Label
 * Studio's choices. Undefined: it is a name, or names with separators.
 */
export function labelsOfListText(text: string): LabelList | undefined {
  const trimmed = text.trim();
  const [first, last] = [trimmed[0], trimmed.at(-1)];
  if (first !== '[' && first !== '{' && !/^\(\s*['"]/.test(trimmed)) return undefined;
  const json = parsed(trimmed);
  if (Array.isArray(json)) return labelsOfArray(json);
  const choices = choicesOf(json);
  if (choices !== undefined) return labelsOfArray(choices);
  if (json !== undefined) return { rule: `is a JSON object that names no labels; ${advice}` };
  const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };
  if (trimmed.length < 2 || last !== closers[first ?? ''])
    return { rule: `begins like a list and does not end like one; ${advice}` };
  const items = itemsOf(trimmed.slice(1, -1));
  return items ?? { rule: `looks like a list that cannot be read; ${advice}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const item = /\s*(?:u?'((?:[^'\\]|\\.)*)'|u?"((?:[^"\\]|\\.)*)"|([^'"[\]{}(),]*))\s*(,|$|(?=['"]))/y;

/** Items with commas between them, quoted as Python does or not at all; numpy leaves out the commas between quoted ones. */
function itemsOf(inside: string): string[] | undefined {
  const names: string[] = [];
  item.lastIndex = 0;
  while (item.lastIndex < inside.length) {
    const found = item.exec(inside);
    if (found === null) return undefined;
    const [all, single, double, bare] = found;
    if (all === '') return undefined;
    const quoted = single ?? double;
    // What pandas and Python print where there is no value.
    if (quoted === undefined && /^(?:nan|None)$/.test((bare ?? '').trim())) return undefined;
    const name =
      quoted === undefined ? (bare ?? '').trim() : quoted.replace(/\\(.)/g, (_, c: string) => escapes[c] ?? c);
    if (name !== '') names.push(name);
  }
  return names;
}
