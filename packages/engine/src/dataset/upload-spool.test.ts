import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUploadSpool } from './upload-spool.ts';

let parent: string;
let folder: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'taxon-spool-'));
  folder = join(parent, 'uploads');
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const spool = (megabytes = 10) => createUploadSpool({ folder, newId: randomUUID, megabytes });
const collect = async (pieces: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
};
/** Bytes that say where they stand, so that an exchange of two pieces is seen. */
const bytesOf = (length: number) => Buffer.from(Uint32Array.from({ length: length / 4 }, (_, i) => i).buffer);

describe('an upload spool', () => {
  it.each([0, 4, 64 * 1024, 64 * 1024 + 4, 1 << 20, (2 << 20) + 400])(
    'gives back the %i bytes that came',
    async (n) => {
      const sent = bytesOf(n);
      for (const chunk of [1000, 65_536, 3_000_000]) {
        const body = Readable.from(
          (function* () {
            for (let from = 0; from < n; from += chunk) yield sent.subarray(from, from + chunk);
          })(),
        );
        const pieces = await spool().receive(body, collect);
        expect(pieces.every(({ length }) => length <= 1 << 20)).toBe(true);
        expect(Buffer.concat(pieces).equals(sent)).toBe(true);
      }
    },
  );

  it('leaves no name in its folder, while a body arrives and after it broke off', async () => {
    const body = new PassThrough();
    const received = spool().receive(body, collect);
    body.write(bytesOf(1 << 20));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await readdir(folder)).toEqual([]);
    body.destroy(new Error('the caller went away'));
    await expect(received).rejects.toThrow('the caller went away');
    expect(await readdir(folder)).toEqual([]);
  });

  it('has room for so many megabytes at one time, and has it again', async () => {
    const two = spool(2);
    const slow = new PassThrough();
    const first = two.receive(slow, collect);
    slow.write(bytesOf(1_200_000));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(two.receive(Readable.from([bytesOf(1_000_000)]), collect)).rejects.toMatchObject({
      code: 'import/busy',
      message: 'Uploads of 1 MB are being received; at most 2 MB at a time are. Ask again.',
    });
    slow.end();
    await first;
    expect(await two.receive(Readable.from([bytesOf(1_000_000)]), collect)).toHaveLength(1);
  });

  it('frees the room of what its user could not store', async () => {
    const one = spool(1);
    for (let time = 0; time < 3; time += 1) {
      const refused = one.receive(Readable.from([bytesOf(800_000)]), async () => {
        throw new Error('refused');
      });
      await expect(refused).rejects.toThrow('refused');
    }
    expect(await one.receive(Readable.from([bytesOf(800_000)]), collect)).toHaveLength(1);
  });

  it.skipIf(process.platform !== 'linux')('says that the disk is full', async () => {
    // The system's own error; no disk of the test is filled for it.
    const full = spool().receive(Readable.from(['some bytes']), async () => writeFile('/dev/full', 'x'));
    await expect(full).rejects.toMatchObject({ code: 'import/disk-full' });
  });
});
