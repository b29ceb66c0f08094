import type { Engine } from '@taxon/engine';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DoorContext } from '../context.ts';

/** Answers a scrape. */
export type Scrape = () => Promise<{ readonly contentType: string; readonly body: string }>;

/** Measures every request by route (never by URL: ids would make endless series), and what the engine says of itself. */
export function measureRequests(app: FastifyInstance, { engine }: DoorContext): Scrape {
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
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  const refresh = engineGauges(registry, engine);
  return async () => {
    await refresh();
    return { contentType: registry.contentType, body: await registry.metrics() };
  };
}

function engineGauges(registry: Registry, engine: Engine): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const waiting = gauge('taxon_queue_waiting', 'Jobs that wait for a worker.', ['task']);
  const running = gauge('taxon_queue_running', 'Jobs that a worker has claimed.', ['task']);
  const oldest = gauge('taxon_queue_oldest_seconds', 'Age of the oldest waiting job.', ['task']);
  const models = gauge('taxon_models_in_memory', 'Models in the memory of this process.');
  const bytes = gauge('taxon_model_bytes_in_memory', 'Bytes of these models.');
  const threads = gauge('taxon_busy_threads', 'CPU threads of this process that are computing.');
  // One look at the database a scrape; prom-client would ask each gauge by itself, all at once.
  return async () => {
    const statistics = await engine.statistics();
    for (const each of [waiting, running, oldest]) each.reset();
    for (const { task, ...queue } of statistics.queue) {
      waiting.set({ task }, queue.waiting);
      running.set({ task }, queue.running);
      oldest.set({ task }, queue.oldestSeconds);
    }
    models.set(statistics.modelsInMemory);
    bytes.set(statistics.modelBytesInMemory);
    threads.set(statistics.busyThreads);
  };
}
