import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isShared, sharedFolder } from '@taxon/testkit/data/shared-folder';
import { describe, expect, it } from 'vitest';
import { encoderForLanguages } from './encoder-for-language.ts';
import { openEncoder } from './open-encoder.ts';

const assets = new URL('../../assets/', import.meta.url);

interface Reference {
  readonly items: readonly { text: string; tokens: number; sumNorm: number; first8: readonly number[] }[];
}

describe('openEncoder', () => {
  it.each([
    ['static-en-144', 'reference.json', 144],
    ['static-multi-128', 'reference-multi.json', 128],
  ])('%s gives the reference vectors', (name, file, dimension) => {
    const encoder = openEncoder(readFileSync(new URL(`${name}.bin`, assets)));
    expect(encoder.id).toMatch(new RegExp(`^${name}:[0-9a-f]{8}$`));
    expect(encoder.dimension).toBe(dimension);
    const { items }: Reference = JSON.parse(readFileSync(new URL(`reference/${file}`, assets), 'utf8'));
    const vectors = encoder.embed(items.map(({ text }) => text));
    for (const [i, { text, tokens, sumNorm, first8 }] of items.entries()) {
      let pieces = 0;
      const length = encoder.visitPieces(text.normalize('NFKC').toLowerCase(), () => pieces++);
      expect(pieces, text).toBe(tokens);
      expect(Math.abs(length - sumNorm)).toBeLessThan(1e-4);
      for (const [k, x] of first8.entries()) expect(Math.abs((vectors[i * dimension + k] ?? 9) - x)).toBeLessThan(2e-6);
    }
  });

  it.skipIf(!isShared('encoder'))('ships the tables as they were given', () => {
    for (const name of ['static-en-144.bin', 'static-multi-128.bin']) {
      expect(readFileSync(new URL(name, assets)).equals(readFileSync(join(sharedFolder, 'encoder', name)))).toBe(true);
    }
  });

  it('refuses files that are damaged or newer', () => {
    const bytes = readFileSync(new URL('static-en-144.bin', assets));
    const withByte = (at: number, value: number) => {
      const copy = Uint8Array.from(bytes.subarray(0, 4096));
      copy[at] = value;
      return copy;
    };
    expect(() => openEncoder(withByte(0, 1))).toThrow(/SENC/);
    expect(() => openEncoder(withByte(4, 2))).toThrow(/version 2/);
    expect(() => openEncoder(withByte(13, 0))).toThrow(/JSON/);
    expect(() => openEncoder(withByte(0, 0x53))).toThrow(/cut off/);
    expect(() => openEncoder(new Uint8Array(3))).toThrow(/3 bytes/);
  });
});

describe('encoderForLanguages', () => {
  it.each([
    [['en'], 'static-en-144'],
    [['en-US', 'en-gb'], 'static-en-144'],
    [['de'], 'static-multi-128'],
    [['zh-hans', 'en'], 'static-multi-128'],
    [['sw'], undefined],
    [['de', 'el'], undefined],
    [[], undefined],
  ])('%j', (languages, expected) => {
    expect(encoderForLanguages(languages)).toBe(expected);
  });
});
