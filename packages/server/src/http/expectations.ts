import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { badRequest, expectationFailed } from './door-fault.ts';
import { FaultError } from './fault.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * What Node would answer before the doors see the request, they answer: a missing Host, and an expectation that nobody meets
 * (417). A caller who waits for "100 Continue" gets it when the body is about to be read, which is after key, api-version and
 * right; a refusal comes instead of it, and ends the connection, since nobody knows whether the body will still be sent.
 */
export function meetExpectations(app: FastifyInstance): void {
  const { server } = app;
  const waiting = new WeakSet<IncomingMessage>();
  const unmet = new WeakSet<IncomingMessage>();
  const pass = (request: IncomingMessage, response: ServerResponse) => {
    for (const handle of server.listeners('request') as Handler[]) handle(request, response);
  };
  server.on('checkContinue', (request, response) => {
    waiting.add(request);
    pass(request, response);
  });
  server.on('checkExpectation', (request, response) => {
    unmet.add(request);
    pass(request, response);
  });
  app.addHook('onRequest', async ({ raw }) => {
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined) {
      throw new FaultError(badRequest(400, 'The header "host" is missing; HTTP/1.1 needs one.'));
    }
    if (unmet.has(raw)) throw new FaultError(expectationFailed(raw.headers.expect));
  });
  app.addHook('preParsing', async ({ raw }, reply) => {
    if (waiting.delete(raw)) reply.raw.writeContinue();
  });
  app.addHook('onSend', async ({ raw }, reply) => {
    if (waiting.has(raw) || unmet.has(raw)) void reply.header('connection', 'close');
  });
}
