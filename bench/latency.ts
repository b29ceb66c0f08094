import type { ServerAccess } from '@taxon/testkit/drivers/raw-http';
import { languageJobs, submitBody } from '@taxon/testkit/drivers/runtime-driver';
import { WireClient } from '@taxon/testkit/drivers/wire-client';
import { type Figures, percentile } from './figure.ts';
import type { PreparedProject } from './prepare-project.ts';

const warmUp = 50;

/** One caller, one call after the other. */
export async function measureLatency(server: ServerAccess, project: PreparedProject): Promise<Figures> {
  const client = new WireClient(server);
  const synchronous = await sample(600, (round) => classifyOne(client, server, project, round));
  const jobs = await sample(300, (round) => runOneJob(client, server, project, round));
  client.close();
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

async function classifyOne(
  client: WireClient,
  { url }: ServerAccess,
  { target, documents }: PreparedProject,
  round: number,
): Promise<void> {
  const path = `/v1/projects/${target.project}/deployments/${target.deployment}:classify`;
  const { text } = documents[round % documents.length] ?? { text: 'text' };
  await client.send('POST', `${url}${path}`, JSON.stringify({ text }));
}

async function runOneJob(
  client: WireClient,
  server: ServerAccess,
  project: PreparedProject,
  round: number,
): Promise<void> {
  await runJobOver(client, server, jobBody(project, round));
}

/** A submit body of the round's 25 documents. */
export function jobBody({ target, documents }: PreparedProject, round: number): string {
  const start = (round * 25) % Math.max(1, documents.length - 25);
  return JSON.stringify(submitBody('2023-04-01', target, documents.slice(start, start + 25)));
}

/** Submit, then ask until there is a result, as a client does. */
export async function runJobOver(client: WireClient, { url }: ServerAccess, body: string): Promise<void> {
  const { location } = await client.send('POST', `${url}${languageJobs}?api-version=2023-04-01`, body);
  if (location === undefined) throw new Error('202 without operation-location');
  for (;;) {
    const { status } = JSON.parse((await client.send('GET', location)).text) as { status: string };
    if (status === 'succeeded') return;
    if (status !== 'notStarted' && status !== 'running') throw new Error(`${location}: ${status}`);
  }
}
