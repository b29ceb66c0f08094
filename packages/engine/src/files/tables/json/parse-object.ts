/**
 * The value of a JSON text; undefined: it is none. Two things that programs write come in as they were meant. Python writes NaN
 * and Infinity where there is no value: they count as null. An integer beyond 2^53, as ids of posts are, stays as its digits,
 * where a number would be another one.
 */
export function parseObject(json: string): unknown {
  try {
    return parse(json);
  } catch {
    if (!/NaN|Infinity/.test(json)) return undefined;
  }
  try {
    return parse(json.replace(stringsAndNoNumbers, (found) => (found.startsWith('"') ? found : 'null')));
  } catch {
    return undefined;
  }
}

const stringsAndNoNumbers = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

function parse(json: string): unknown {
  return /\d{16}/.test(json) ? JSON.parse(json, withExactIntegers) : JSON.parse(json);
}

function withExactIntegers(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined) return value;
  return /^-?\d+$/.test(source) ? source : value;
}
