import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { createScrape, type Scrape } from '../operator/scrape.ts';
import type { DoorContext } from './context.ts';
import { documentedPath } from './route-path.ts';

/** Measures this process, and every request by its documented route. A URL is no label: each id in it would make a series. */
export function measureRequests(app: FastifyInstance, { engine, given }: DoorContext): Scrape {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'taxon_http_request_duration_seconds',
    help: 'Requests by route and status; the count is the number of requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const { url } = request.routeOptions;
    const route = url === undefined ? 'none' : documentedPath(url);
    duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  engine.processes.measureWith(() => registry.getMetricsAsJSON());
  return createScrape(engine, given);
}
