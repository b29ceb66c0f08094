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
const read = (location: string) => containers.read('texts', location);

describe('a folder container', () => {
  it('is there when its folder is, under a name of the rule', async () => {
    expect(await containers.exists('texts')).toBe(true);
    for (const name of ['nothing', 'Texts', '..', 'te', '../containers/texts']) {
      expect(await containers.exists(name)).toBe(false);
    }
  });

  it('reads UTF-8, with or without a byte order mark', async () => {
    await put('bom.txt', '\ufeffé🙂');
    expect(await read('bom.txt')).toEqual({ ok: true, text: 'é🙂', replacedCharacters: false });
    await put("Article 1, it's.txt", 'x');
    expect(await read("Article 1, it's.txt")).toMatchObject({ ok: true, text: 'x' });
    await put('sub/c.txt', 'c');
    expect(await read('sub/c.txt')).toMatchObject({ ok: true, text: 'c' });
  });

  it('replaces U+0000 and says so', async () => {
    await put('nul.txt', 'a\u0000b');
    expect(await read('nul.txt')).toEqual({ ok: true, text: 'a\ufffdb', replacedCharacters: true });
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
    expect(await read('latin.txt')).toEqual({ ok: false, problem: 'undecodable' });
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

describe('a location that leaves its container', () => {
  it.each(['../secret.txt', '/etc/passwd', 'sub/../../x', './a.txt', 'sub//c.txt', '', 'a\0.txt', '..'])(
    'is refused: %j',
    async (location) => {
      expect(await read(location)).toEqual({ ok: false, problem: 'outside' });
    },
  );

  it('is refused when it is a symlink, at its end or on its way', async () => {
    await writeFile(join(root, 'secret.txt'), 'secret');
    await symlink(join(root, 'secret.txt'), join(folder, 'link.txt'));
    await symlink(root, join(folder, 'way'));
    await symlink(join(folder, 'a.txt'), join(folder, 'inside.txt'));
    for (const location of ['link.txt', 'way/secret.txt', 'inside.txt']) {
      expect(await read(location)).toEqual({ ok: false, problem: 'outside' });
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
    expect(await containers.read('linked', 'x.txt')).toMatchObject({ ok: true, text: 'x' });
  });
});
