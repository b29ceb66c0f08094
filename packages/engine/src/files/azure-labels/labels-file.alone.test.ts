import { expect, it } from 'vitest';
import { readLabelsFile } from './labels-file-reader.ts';

it('a labels file keeps nothing of what it has read: memory stays flat', async () => {
  async function* long(): AsyncGenerator<string> {
    yield '{"assets":{"documents":[{"location":"first"}';
    for (let i = 0; i < 400; i += 1) yield `,{"location":"${'x'.repeat(1000)}"}`.repeat(500);
    yield ']}}';
  }
  let count = 0;
  let most = 0;
  const before = process.memoryUsage().heapUsed;
  for await (const { part } of readLabelsFile(long())) {
    if (part === 'document') count += 1;
    if (count % 10_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  expect(count).toBe(200_001);
  // 200 MB were read; what the collector has not looked at yet counts too, some 40 MB.
  expect(most).toBeLessThan(100_000_000);
}, 30_000);
