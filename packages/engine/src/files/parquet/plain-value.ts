/**
 * A value as it is handed on: strings, numbers and booleans as they are; whole numbers beyond 2^53 as text, so that no
 * digit is lost; times as ISO 8601, without the time of day where that is midnight UTC; lists and structures of these;
 * undefined for null. `names`: what the numbers of a column of classes mean; -1 is Hugging Face's "no class".
 */
export function plainValue(value: unknown, names?: readonly string[]): unknown {
  switch (typeof value) {
    case 'bigint':
      return plainNumber(Number.isSafeInteger(Number(value)) ? Number(value) : value.toString(), names);
    case 'number':
      return plainNumber(value, names);
    case 'object':
      return plainObject(value, names);
    default:
      return value;
  }
}

function plainNumber(value: number | string, names: readonly string[] | undefined): unknown {
  if (names === undefined || typeof value === 'string') return value;
  return value === -1 ? undefined : (names[value] ?? value);
}

function plainObject(value: object | null, names: readonly string[] | undefined): unknown {
  if (value === null) return undefined;
  if (value instanceof Date) return isoText(value);
  if (isList(value)) return Array.from(value, (item) => plainValue(item, names));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainValue(member)]));
}

/** An array, or numbers in one of the typed arrays. */
function isList(value: object): value is ArrayLike<unknown> & object {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

function isoText(date: Date): unknown {
  if (Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}
