import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { requireFreePort } from './listen-problem.ts';

describe('requireFreePort', () => {
  it('says in a sentence that a port is taken, and leaves a free one free', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(requireFreePort('127.0.0.1', port)).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is taken: stop what listens there, or choose another TAXON_PORT.`,
    );
    server.close();
    await once(server, 'close');
    await requireFreePort('127.0.0.1', port);
    await requireFreePort('127.0.0.1', port);
  });

  it('says that a name has no address', async () => {
    await expect(requireFreePort('not.a.host.invalid', 8080)).rejects.toThrow(
      'TAXON_HOST "not.a.host.invalid" cannot be resolved: give an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.',
    );
  });

  it('says that an address is not of this machine', async () => {
    await expect(requireFreePort('192.0.2.1', 8080)).rejects.toThrow(
      'TAXON_HOST 192.0.2.1 is not an address of this machine: give',
    );
  });
});
