/** Values that hold for some time after they were put in; at most `most` of them. */
export interface Recent<Value> {
  get(name: string, now: Date): Value | undefined;
  set(name: string, value: Value, now: Date): void;
  clear(): void;
}

export function createRecent<Value>(milliseconds: number, most: number): Recent<Value> {
  const held = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get: (name, now) => {
      const found = held.get(name);
      if (found === undefined) return undefined;
      if (found.until > now.getTime()) return found.value;
      held.delete(name);
      return undefined;
    },
    set: (name, value, now) => {
      if (held.size >= most) held.clear();
      held.set(name, { value, until: now.getTime() + milliseconds });
    },
    clear: () => held.clear(),
  };
}
