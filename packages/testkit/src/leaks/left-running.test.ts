import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { describeLeft, watchResources } from './left-running.ts';

/** A line of this file. */
const here = expect.stringMatching(/^packages\/testkit\/src\/leaks\/left-running\.test\.ts:\d+:\d+$/);

describe('watchResources', () => {
  it('says nothing of what ended, nor of what was there before', async () => {
    const before = setInterval(() => undefined, 1000);
    const resources = watchResources(500);
    const server = createServer().listen(0);
    await once(server, 'listening');
    const child = spawn('true');
    await once(child, 'close');
    clearTimeout(setTimeout(() => undefined, 60_000));
    server.close();
    expect(await resources.stop()).toEqual([]);
    clearInterval(before);
  });

  it('waits for what is about to end', async () => {
    const resources = watchResources(500);
    setTimeout(() => undefined, 100);
    expect(await resources.stop()).toEqual([]);
  });

  it('names an interval, also one that holds no process', async () => {
    const resources = watchResources(500);
    const interval = setInterval(() => undefined, 1234);
    const light = setInterval(() => undefined, 4321).unref();
    expect(await resources.stop()).toEqual([
      { what: 'interval of 1234 ms', madeAt: [here] },
      { what: 'interval of 4321 ms', madeAt: [here] },
    ]);
    clearInterval(interval);
    clearInterval(light);
  });

  it('names a timer', async () => {
    const resources = watchResources(500);
    const timer = setTimeout(() => undefined, 60_000);
    expect(await resources.stop()).toEqual([{ what: 'timer of 60000 ms', madeAt: [here] }]);
    clearTimeout(timer);
  });

  it('names a listening socket', async () => {
    const resources = watchResources(500);
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    expect(await resources.stop()).toEqual([{ what: `listening socket :::${port}`, madeAt: [here] }]);
    server.close();
  });

  it('names a child process, also a detached one', async () => {
    const resources = watchResources(500);
    const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    child.unref();
    expect(await resources.stop()).toEqual([{ what: `child process ${child.pid} (sleep 60)`, madeAt: [here] }]);
    child.kill('SIGKILL');
  });

  it('names a thread', async () => {
    const resources = watchResources(500);
    const thread = new Worker('setInterval(() => {}, 1000)', { eval: true });
    await once(thread, 'online');
    expect(await resources.stop()).toContainEqual({ what: 'thread', madeAt: [here] });
    await thread.terminate();
  });
});

it('a failure says each thing on a line of its own', () => {
  const left = [
    { what: 'interval of 10 ms', madeAt: ['a.ts:1:2', 'b.ts:3:4'] },
    { what: 'thread', madeAt: [] },
  ];
  expect(describeLeft(left)).toBe(
    'left running after the last test of this file:\n  interval of 10 ms, made at a.ts:1:2 < b.ts:3:4\n  thread',
  );
});
