/** A change of a `T`: a member that is left out stays; null takes a member away, or back to its default. */
export type Patch<T> = { readonly [Member in keyof T]?: T[Member] | null };

/**
 * `before` with the change laid on it, one level deep. A member that the change sets to null has the value it has in
 * `defaults` afterwards, and is gone when it has none there.
 */
export function patched<T extends object>(before: T, change: Patch<T>, defaults: Partial<T> = {}): T {
  // Entries, not assignment: a member may be called `__proto__`.
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  const removed = named.filter(([, value]) => value === null).map(([name]) => name);
  const initial = Object.entries(defaults).filter(([name]) => removed.includes(name));
  const kept = Object.entries({ ...before, ...Object.fromEntries(named) }).filter(([name]) => !removed.includes(name));
  return Object.fromEntries([...kept, ...initial]) as T;
}
