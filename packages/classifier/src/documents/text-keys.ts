import { mix32 } from '../hashing/hash.ts';
import { createFormWriter, normalForm } from '../text/normal-form.ts';

/** Tells copies by a number for each text. */
export interface TextKeys {
  /**
   * A hash of 53 bits of the normal form of a text. Among 100,000 texts, two different forms share one with a probability of
   * 10^-6.
   */
  keyOf(text: string): number;
  /** The normal form of the last text, in a buffer that the next call overwrites. */
  readonly form: () => { readonly codes: Uint16Array; readonly length: number };
}

function hash(codes: Uint16Array, length: number): number {
  let [a, b] = [length, 0x811c9dc5];
  for (let i = 0; i < length; i++) {
    const code = codes[i] as number;
    a = Math.imul(a ^ code, 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul(b ^ code, 0x01000193);
  }
  return mix32(a) * 0x200000 + (mix32(b) >>> 11);
}

export function createTextKeys(): TextKeys {
  const writer = createFormWriter();
  let form = { codes: writer.codes, length: 0 };
  return {
    keyOf(text) {
      const length = writer.write(text);
      if (length > 0) form = { codes: writer.codes, length };
      else {
        const codes = Uint16Array.from(normalForm(text, writer), (one) => one.charCodeAt(0));
        form = { codes, length: codes.length };
      }
      return hash(form.codes, form.length);
    },
    form: () => form,
  };
}
