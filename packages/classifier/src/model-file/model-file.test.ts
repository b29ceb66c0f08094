import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClassifierError } from '../errors/classifier-error.ts';
import { crc32 } from '../hashing/crc32.ts';
import { openModel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from '../testing/check-classifier.ts';
import { FORMAT_VERSION, readContainer, writeContainer } from './container.ts';

const { bytes } = trainSingleLabel(checkDocuments('single'), { seed: 1 });

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'opened';
  } catch (error) {
    return error instanceof ClassifierError ? error.code : `not ours: ${error}`;
  }
}

describe('model file', () => {
  it('is refused whatever bit is flipped', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const broken = bytes.slice();
        broken[at] = (broken[at] as number) ^ (1 << bit);
        expect(['model-damaged', 'model-newer']).toContain(codeOf(() => openModel(broken)));
      }),
      { seed: 11, numRuns: 300 },
    );
    for (let at = 0; at < 128; at++) {
      const broken = bytes.slice();
      broken[at] = (broken[at] as number) ^ 4;
      expect(['model-damaged', 'model-newer']).toContain(codeOf(() => openModel(broken)));
    }
  }, 60_000);

  it('is refused when cut or lengthened anywhere', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (length) => {
        expect(codeOf(() => openModel(bytes.slice(0, length)))).toBe('model-damaged');
      }),
      { seed: 12, numRuns: 200 },
    );
    const longer = new Uint8Array(bytes.length + 64);
    longer.set(bytes);
    expect(codeOf(() => openModel(longer))).toBe('model-damaged');
  });

  it('of a newer format is refused as such', () => {
    const newer = bytes.slice();
    newer[4] = FORMAT_VERSION + 1;
    expect(codeOf(() => openModel(newer))).toBe('model-newer');
  });

  it('keeps header and sections, also characters outside ASCII', () => {
    const header = { classes: ['ж', '__proto__', '😀'] };
    const written = writeContainer(header, [
      { name: 'a', data: Uint8Array.of(1, 2, 3) },
      { name: 'empty', data: new Uint8Array(0) },
    ]);
    const read = readContainer(written);
    expect(read.header).toMatchObject(header);
    expect(read.sections.get('a')).toEqual(Uint8Array.of(1, 2, 3));
    expect(read.sections.get('a')?.byteOffset).toBe(64 * Math.ceil((read.sections.get('a')?.byteOffset ?? 1) / 64));
    expect(read.sections.get('empty')).toHaveLength(0);
  });

  it('is refused when its header is no model’s', () => {
    for (const header of [{}, { kind: 'single' }, { kind: 'other', classes: [], features: {}, thresholds: [] }]) {
      expect(codeOf(() => openModel(writeContainer(header, [])))).toBe('model-damaged');
    }
  });

  it('has the checksum of ISO 3309', () => {
    expect(crc32(Uint8Array.from('123456789', (c) => c.charCodeAt(0)))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it('shares the memory of its bytes', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    expect(openModel(shared).weights.values.buffer).toBe(shared.buffer);
  });
});
