import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDigest } from './sha256.ts';

describe('createDigest', () => {
  it('is SHA-256 of UTF-16 little endian', () => {
    for (const text of ['', 'a', 'ж😀', 'x'.repeat(31), 'x'.repeat(28), 'y'.repeat(1000)]) {
      const digest = createDigest();
      digest.update(text.slice(0, 3));
      digest.update(text.slice(3));
      expect(digest.finish()).toBe(createHash('sha256').update(text, 'utf16le').digest('hex'));
    }
  });
});
