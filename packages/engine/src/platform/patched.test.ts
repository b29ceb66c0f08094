import { describe, expect, it } from 'vitest';
import { patched } from './patched.ts';

interface Thing {
  readonly name: string;
  readonly note: string;
  readonly size?: number;
}
const before: Thing = { name: 'a', note: 'old', size: 3 };

describe('patched', () => {
  it('keeps what the change leaves out', () => {
    expect(patched(before, {})).toEqual(before);
    expect(patched(before, { note: 'new' })).toEqual({ ...before, note: 'new' });
    expect(patched(before, { note: undefined } as object)).toEqual(before);
  });

  it('takes away what the change sets to null, or back to its default', () => {
    expect(patched(before, { size: null })).toEqual({ name: 'a', note: 'old' });
    expect(patched(before, { note: null }, { note: '', name: 'b' })).toEqual({ name: 'a', note: '', size: 3 });
  });

  it('does not change the object that was there before', () => {
    patched(before, { size: null, note: 'new' });
    expect(before).toEqual({ name: 'a', note: 'old', size: 3 });
  });

  it('takes any name', () => {
    const change = JSON.parse('{"__proto__": 0.3, "constructor": 0.4}') as Record<string, number>;
    const after = patched<Record<string, number>>({ toString: 0.1 }, change);
    expect(JSON.stringify(after)).toBe('{"toString":0.1,"__proto__":0.3,"constructor":0.4}');
    const without = patched(after, JSON.parse('{"__proto__": null}') as Record<string, null>);
    expect(JSON.stringify(without)).toBe('{"toString":0.1,"constructor":0.4}');
  });
});
