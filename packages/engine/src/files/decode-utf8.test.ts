import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from './decode-utf8.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function decoded(bytes: Uint8Array, size: number): Promise<string> {
  let text = '';
  for await (const part of decodeUtf8(pieces(bytes, size))) text += part;
  return text;
}

const textOf = fc.string({ unit: fc.constantFrom('a', '\n', 'é', '漢', '😀'), maxLength: 30 });
const runs = { seed: 20_261_124, numRuns: 300 };

describe('bytes', () => {
  it('are decoded, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(textOf, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        expect(await decoded(Buffer.from(`\ufeff${text}`), size)).toBe(text);
      }),
      runs,
    );
  });

  it('that are no UTF-8 are named by offset and line, however they are cut', async () => {
    // A Latin-1 letter, a lone follower, a surrogate, a character without its end.
    const badOf = fc.constantFrom([0xe9, 0x61], [0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98]);
    await fc.assert(
      fc.asyncProperty(textOf, badOf, textOf, fc.integer({ min: 1, max: 9 }), async (text, bad, behind, size) => {
        const before = Buffer.from(text);
        const line = text.split('\n').length;
        await expect(decoded(Buffer.concat([before, Buffer.from(bad), Buffer.from(behind)]), size)).rejects.toThrow(
          `it is not valid UTF-8 (byte offset ${before.length}, line ${line})`,
        );
      }),
      runs,
    );
  });

  it('of UTF-16 are told to be saved as UTF-8', async () => {
    const little = Buffer.from('\ufefftext,label\n', 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      await expect(decoded(bytes, 1000)).rejects.toThrow('it is UTF-16, not UTF-8: save it as UTF-8');
    }
  });
});
