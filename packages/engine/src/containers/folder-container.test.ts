import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createThreadPool } from '../platform/index.ts';
import { type ContainerService, createContainerService } from './index.ts';

const threads = createThreadPool({ max: 2 });
let root: string;
let folder: string;
let containers: ContainerService;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'taxon-containers-'));
  folder = join(root, 'containers', 'texts');
  await mkdir(join(folder, 'sub'), { recursive: true });
  containers = createContainerService({ dataDirectory: root, threads });
});
afterAll(async () => {
  await threads.close();
  await rm(root, { recursive: true, force: true });
});

const put = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const read = (location: string) => containers.reader('texts').read(location);

describe('a folder container', () => {
  it('is there when its folder is, under a name of the rule', async () => {
    expect(await containers.exists('texts')).toBe(true);
    for (const name of ['nothing', 'Texts', '..', 'te', '../containers/texts']) {
      expect(await containers.exists(name)).toBe(false);
    }
  });

  it('reads UTF-8, with or without a byte order mark', async () => {
    await put('bom.txt', '\ufeffé🙂');
    expect(await read('bom.txt')).toEqual({
      ok: true,
      location: 'bom.txt',
      text: 'é🙂',
      replacedCharacters: false,
    });
    await put("Article 1, it's.txt", 'x');
    expect(await read("Article 1, it's.txt")).toMatchObject({ ok: true, text: 'x' });
    await put('sub/c.txt', 'c');
    expect(await read('sub/c.txt')).toMatchObject({ ok: true, text: 'c' });
  });

  it('replaces U+0000 and says so', async () => {
    await put('nul.txt', 'a\u0000b');
    expect(await read('nul.txt')).toMatchObject({ ok: true, text: 'a\ufffdb', replacedCharacters: true });
  });

  it('names what is missing, empty or not UTF-8', async () => {
    await Promise.all([
      put('a.txt', 'a'),
      put('empty.txt', ''),
      put('blank.txt', ' \n'),
      put('latin.txt', Uint8Array.of(0x61, 0xe9, 0x62)),
    ]);
    expect(await read('no.txt')).toEqual({ ok: false, problem: 'missing' });
    expect(await read('a.txt/b.txt')).toEqual({ ok: false, problem: 'missing' });
    expect(await read('sub')).toEqual({ ok: false, problem: 'missing' });
    expect(await read('empty.txt')).toEqual({ ok: false, problem: 'empty' });
    expect(await read('blank.txt')).toEqual({ ok: false, problem: 'empty' });
    expect(await read('latin.txt')).toMatchObject({ ok: false, problem: 'undecodable' });
  });

  it('says of bytes that are no UTF-8 what the import of a file of rows says', async () => {
    await put('latin-1.txt', Uint8Array.of(0x61, 0x0a, 0xe9, 0x62));
    await put('utf-16.txt', Buffer.from('\ufeffLondon', 'utf16le'));
    await put('utf-16-bare.txt', Buffer.from('London', 'utf16le'));
    expect(await read('latin-1.txt')).toMatchObject({ advice: expect.stringMatching(/not valid UTF-8 .*line 2/) });
    for (const location of ['utf-16.txt', 'utf-16-bare.txt']) {
      expect(await read(location)).toMatchObject({ ok: false, advice: 'it is UTF-16, not UTF-8: save it as UTF-8' });
    }
  });

  it('takes 128,000 text elements and no more, whatever they are made of', async () => {
    await put('emoji.txt', '👍🏽'.repeat(128_000));
    expect(await read('emoji.txt')).toMatchObject({ ok: true });
    await put('long.txt', 'a'.repeat(128_001));
    expect(await read('long.txt')).toEqual({ ok: false, problem: 'too-long', length: 128_001 });
    await put('huge.txt', new Uint8Array(9 << 20));
    expect(await read('huge.txt')).toMatchObject({ ok: false, problem: 'too-long' });
  });
});

describe('a name in another Unicode form', () => {
  // é as one character, and as e with an accent behind it.
  const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301'];
  beforeAll(async () => {
    await mkdir(join(folder, `d-${decomposed}`));
    await mkdir(join(folder, 'both'));
    await put(`${decomposed}.txt`, 'decomposed');
    await put(`d-${decomposed}/${composed}.txt`, 'in a folder');
    await put(`both/${composed}.txt`, 'composed');
    await put(`both/${decomposed}.txt`, 'decomposed');
  });

  it('means the file, which keeps its own name', async () => {
    const found = { ok: true, location: `${decomposed}.txt`, text: 'decomposed' };
    expect(await read(`${composed}.txt`)).toMatchObject(found);
    expect(await read(`${decomposed}.txt`)).toMatchObject(found);
    const inFolder = { ok: true, location: `d-${decomposed}/${composed}.txt`, text: 'in a folder' };
    expect(await read(`d-${composed}/${decomposed}.txt`)).toMatchObject(inFolder);
  });

  it('means the file of just this name where both are there', async () => {
    expect(await read(`both/${composed}.txt`)).toMatchObject({ text: 'composed' });
    expect(await read(`both/${decomposed}.txt`)).toMatchObject({ text: 'decomposed' });
  });

  it('finds nothing behind a symlink, and nothing that is not there', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'taxon-elsewhere-'));
    await writeFile(join(elsewhere, `${decomposed}.txt`), 'secret');
    await symlink(elsewhere, join(folder, `l-${decomposed}`));
    await symlink(join(elsewhere, `${decomposed}.txt`), join(folder, `file-${decomposed}.txt`));
    for (const location of [`l-${composed}/${composed}.txt`, `file-${composed}.txt`, `no-${composed}/x.txt`]) {
      expect(await read(location)).toEqual({ ok: false, problem: 'missing' });
    }
    await rm(elsewhere, { recursive: true });
  });
});

describe('a location', () => {
  it.each(['../secret.txt', 'sub/../../x', '..', 'sub/../..'])(
    'that leaves its container is refused: %j',
    async (location) => {
      expect(await read(location)).toEqual({ ok: false, problem: 'outside' });
    },
  );

  const spellings = [
    '/etc/passwd',
    '/a.txt',
    './a.txt',
    'sub/./c.txt',
    'sub//c.txt',
    'sub/../a.txt',
    'sub/',
    '',
    'a\0.txt',
    'https://account.example/texts/a.txt',
    'file:///texts/a.txt',
    'sub\\c.txt',
  ];
  it.each(spellings)('that is no name within its container is refused as that: %j', async (location) => {
    expect(await read(location)).toEqual({ ok: false, problem: 'not-relative' });
    const nowhere = containers.reader('nothing');
    expect(await nowhere.read('a.txt')).toEqual({ ok: false, problem: 'missing' });
  });

  it('may hold a backslash where the file has one, and a colon', async () => {
    await Promise.all([put('back\\slash.txt', 'x'), put('a: b.txt', 'y')]);
    expect(await read('back\\slash.txt')).toMatchObject({ ok: true, text: 'x' });
    expect(await read('a: b.txt')).toMatchObject({ ok: true, text: 'y' });
  });

  it('is refused as a link when it is a symlink, at its end or on its way', async () => {
    await writeFile(join(root, 'secret.txt'), 'secret');
    await symlink(join(root, 'secret.txt'), join(folder, 'link.txt'));
    await symlink(root, join(folder, 'way'));
    await symlink(join(folder, 'a.txt'), join(folder, 'inside.txt'));
    for (const location of ['link.txt', 'way/secret.txt', 'inside.txt']) {
      expect(await read(location)).toEqual({ ok: false, problem: 'link' });
    }
  });

  it('does not stop at a socket', async () => {
    const server = createServer().listen(join(folder, 'socket.txt'));
    await once(server, 'listening');
    expect(await read('socket.txt')).toEqual({ ok: false, problem: 'missing' });
    server.close();
  });

  it('may have a container folder that is a link itself: that is the operator’s doing', async () => {
    await mkdir(join(root, 'elsewhere'));
    await writeFile(join(root, 'elsewhere', 'x.txt'), 'x');
    await symlink(join(root, 'elsewhere'), join(root, 'containers', 'linked'));
    expect(await containers.reader('linked').read('x.txt')).toMatchObject({ ok: true, text: 'x' });
  });
});
