/**
 * Compares two strings by UTF-16 code units: negative, 0 or positive. Unlike the order of a locale, this order is the same
 * on every machine.
 */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
