import { join } from 'node:path';
import { installMiniLm } from '@taxon/testkit/encoders/minilm';
import { describe, expect, it } from 'vitest';
import { createEncoderSource } from '../encoder-source.ts';
import { type HashedVector, lendCache } from '../vectors/vector-dialogue.ts';
import { openNetwork } from './network.ts';
import { preparedEncoder, prepareVectors } from './prepared-encoder.ts';
import type { UserEncoder } from './user-encoder.ts';

const miniLm = await installMiniLm();
const texts = ['A man is eating food.', 'A man is eating a piece of bread.', 'The girl is carrying a baby.', ''];

async function miniLmEncoder(): Promise<UserEncoder> {
  const source = await createEncoderSource(miniLm?.encoderDirectory);
  const encoder = await source.get('minilm');
  if (encoder?.kind !== 'onnx') throw new Error('The encoder was not found.');
  return encoder;
}

function cosine(vectors: Float32Array, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < 384; k++) sum += (vectors[a * 384 + k] ?? 0) * (vectors[b * 384 + k] ?? 0);
  return sum;
}

describe.skipIf(miniLm === undefined)('all-MiniLM-L6-v2 with 8-bit weights', () => {
  it('gives sentences that mean the like vectors that are alike', async () => {
    const encoder = await miniLmEncoder();
    expect(encoder.id).toMatch(/^minilm:[0-9a-f]{16}$/);
    expect(encoder.folder.settings).toEqual({ pooling: 'mean', maxTokens: 256, lowerCase: false, prefix: '' });
    await prepareVectors(encoder, texts);
    const opened = preparedEncoder(encoder);
    expect(opened).toMatchObject({ id: encoder.id, dimension: 384, scale: 1 });
    const vectors = opened.embed(texts);
    for (const row of texts.keys()) expect(cosine(vectors, row, row)).toBeCloseTo(1, 3);
    expect(cosine(vectors, 0, 1)).toBeCloseTo(0.753, 1);
    expect(cosine(vectors, 0, 2)).toBeCloseTo(-0.105, 1);
  });

  it('reads as many tokens as it was made for, of texts of any length', async () => {
    const network = await openNetwork(await miniLmEncoder());
    const long = 'the quick brown fox '.repeat(10_000);
    expect(await network.embed(long)).toEqual(await network.embed(long.slice(0, 15_000)));
  });

  it('opens no network for texts whose vectors the cache has', async () => {
    const found = await miniLmEncoder();
    const kept = new Map<string, HashedVector>();
    const cache = {
      find: async (hashes: readonly string[]) =>
        hashes.flatMap((hash) => (kept.has(hash) ? [kept.get(hash) as HashedVector] : [])),
      keep: async (vectors: readonly HashedVector[]) => vectors.forEach((one) => void kept.set(one[0], one)),
    };
    const first = lendCache(cache);
    await first.during(() => prepareVectors({ ...found, id: 'minilm:first', vectors: first.port }, texts));
    expect(kept.size).toBe(texts.length);
    const second = lendCache(cache);
    const nowhere = { ...found.folder, network: join(found.folder.network, 'gone') };
    const moved = { ...found, id: 'minilm:second', folder: nowhere, vectors: second.port };
    await second.during(async () => {
      await prepareVectors(moved, texts);
      const made = preparedEncoder({ ...found, id: 'minilm:first' }).embed(texts);
      expect(preparedEncoder(moved).embed(texts)).toEqual(made);
      await expect(prepareVectors(moved, ['something new'])).rejects.toMatchObject({
        code: 'encoder-damaged',
        message: expect.stringContaining('cannot be opened'),
      });
    });
  });

  it('stops between two texts', async () => {
    const stopped = { signal: { aborted: true } };
    await expect(prepareVectors(await miniLmEncoder(), ['never asked for'], stopped)).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
