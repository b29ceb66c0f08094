import { setTimeout as sleep } from 'node:timers/promises';
import { treeCpuSeconds, treeMemory } from '@taxon/testkit/process/process-tree';
import type { TaxonProcess } from '@taxon/testkit/process/taxon-process';
import type { Figures } from './figure.ts';
import { jobBody, oneConnection, runJobOver } from './latency.ts';
import type { PreparedProject } from './prepare-project.ts';

const clients = 16;
const warmUpMs = 2_000;
const measuredMs = 8_000;

/** Sixteen clients at Azure's door, each with one job of 25 documents at a time. Memory is read meanwhile. */
export async function measureThroughput(taxon: TaxonProcess, project: PreparedProject): Promise<Figures> {
  const from = performance.now() + warmUpMs;
  const until = from + measuredMs;
  let documents = 0;
  const client = async (_: unknown, index: number): Promise<void> => {
    const agent = oneConnection();
    for (let round = index * 7; performance.now() < until; round += 1) {
      await runJobOver(agent, taxon, jobBody(project, round));
      const now = performance.now();
      if (now >= from && now < until) documents += 25;
    }
    agent.destroy();
  };
  const memory = watchMemory(taxon.pid, until);
  const cpu = cpuBetween(taxon.pid, from, until);
  await Promise.all(Array.from({ length: clients }, client));
  const { rss, pss } = await memory;
  const cpuSeconds = await cpu;
  return {
    [`throughput, ${clients} clients`]: {
      value: documents / (measuredMs / 1000),
      unit: 'documents/s',
      aim: '>= 2000',
    },
    'CPU a thousand documents': { value: cpuSeconds / (documents / 1000), unit: 's' },
    'memory under load, RSS': { value: rss, unit: 'MB' },
    'memory under load, PSS': { value: pss, unit: 'MB' },
  };
}

/** The highest of values that are read twice a second. */
async function watchMemory(pid: number, until: number): Promise<{ rss: number; pss: number }> {
  let rss = 0;
  let pss = 0;
  while (performance.now() < until) {
    const seen = treeMemory(pid);
    rss = Math.max(rss, seen.rss);
    pss = Math.max(pss, seen.pss);
    await sleep(500);
  }
  return { rss, pss };
}

/** The CPU seconds of the product's own processes between two moments. */
async function cpuBetween(pid: number, from: number, until: number): Promise<number> {
  await sleep(from - performance.now());
  const before = treeCpuSeconds(pid);
  await sleep(until - performance.now());
  return treeCpuSeconds(pid) - before;
}
