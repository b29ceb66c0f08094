import { Agent } from 'node:http';
import type { TaxonClient } from '@taxon/client';
import { call, expectStatus, type ServerAccess } from '@taxon/testkit/drivers/raw-http';
import { jobLocation, languageJobs, type RuntimeJob, submitBody } from '@taxon/testkit/drivers/runtime-driver';
import { leanClientOf } from '@taxon/testkit/drivers/taxon-client';
import { type Figures, percentile } from './figure.ts';
import type { PreparedProject } from './prepare-project.ts';

const warmUp = 50;

/** One client sends one request after the other. */
export async function measureLatency(server: ServerAccess, project: PreparedProject): Promise<Figures> {
  const agent = oneConnection();
  const client = leanClientOf(server, agent);
  const synchronous = await sample(600, (round) => classifyOne(client, project, round));
  const jobs = await sample(300, (round) => runJobOver(agent, server, jobBody(project, round)));
  agent.destroy();
  return {
    'one text synchronously p50': { value: percentile(synchronous, 0.5), unit: 'ms' },
    'one text synchronously p99': { value: percentile(synchronous, 0.99), unit: 'ms' },
    'job of 25 submit to result p50': { value: percentile(jobs, 0.5), unit: 'ms', aim: '<= 30' },
    'job of 25 submit to result p99': { value: percentile(jobs, 0.99), unit: 'ms' },
  };
}

async function sample(rounds: number, act: (round: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const began = performance.now();
    await act(round);
    if (round >= warmUp) times.push(performance.now() - began);
  }
  return times;
}

/** A connection that is kept open, for a client that sends one request after the other. */
export const oneConnection = () => new Agent({ keepAlive: true, maxSockets: 1 });

async function classifyOne(client: TaxonClient, { target, documents }: PreparedProject, round: number): Promise<void> {
  const { project, deployment } = target;
  const { text } = documents[round % documents.length] ?? { text: 'text' };
  await client.call('classify', { params: { project, deployment }, body: { text } });
}

/** The body of a submit with the 25 documents of this round. */
export function jobBody({ target, documents }: PreparedProject, round: number): string {
  const start = (round * 25) % Math.max(1, documents.length - 25);
  return JSON.stringify(submitBody('2023-04-01', target, documents.slice(start, start + 25)));
}

/** Submits and then polls until there is a result, as a client does. */
export async function runJobOver(agent: Agent, server: ServerAccess, body: string): Promise<void> {
  const path = `${languageJobs}?api-version=2023-04-01`;
  const location = jobLocation(await call(server, path, { method: 'POST', body, agent }));
  for (;;) {
    const { status } = expectStatus(await call(server, location, { agent }), 200, location).body as RuntimeJob;
    if (status === 'succeeded') return;
    if (status !== 'notStarted' && status !== 'running') throw new Error(`${location}: ${status}`);
  }
}
