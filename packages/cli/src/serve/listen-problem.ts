import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartProblem } from '../start-problem.ts';

/** The StartProblem for an error of listening. An error that it does not know comes back as it is. */
export function listenProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const remedy = 'give an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.';
  const sentence = {
    EADDRINUSE: `Port ${port} of ${host} is taken: stop what listens there, or choose another TAXON_PORT.`,
    EACCES: `Port ${port} may not be opened by this user: choose a TAXON_PORT of 1024 or more.`,
    EADDRNOTAVAIL: `TAXON_HOST ${host} is not an address of this machine: ${remedy}`,
    ENOTFOUND: `TAXON_HOST "${host}" cannot be resolved: ${remedy}`,
    EAI_AGAIN: `TAXON_HOST "${host}" cannot be resolved: ${remedy}`,
  }[String(code)];
  return sentence === undefined ? error : new StartProblem(sentence, { cause: error });
}

/**
 * Opens the port and closes it again, so that a taken port is found before anything is started or made.
 * @throws StartProblem when the port cannot be opened.
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    probe.listen({ host, port, exclusive: true });
    await once(probe, 'listening');
  } catch (error) {
    throw listenProblem(error, host, port);
  }
  probe.close();
  await once(probe, 'close');
}
