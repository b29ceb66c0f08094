import { setTimeout as sleep } from 'node:timers/promises';
import { treeMemory } from '@taxon/testkit/process/process-tree';
import { startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import type { Figures } from './figure.ts';

const settleMs = 5_000;

/**
 * Measures a start on a new data folder (cold) and a second start on the same folder. Then it measures the memory of
 * the whole process tree, with PostgreSQL, after the second product has been idle for five seconds. The second product
 * keeps running.
 */
export async function measureStart(): Promise<{ readonly taxon: TaxonProcess; readonly figures: Figures }> {
  const cold = await startTaxon();
  await cold.stop();
  const taxon = await startTaxon({ dataDirectory: cold.dataDirectory });
  await sleep(settleMs);
  const { rss, pss } = treeMemory(taxon.pid);
  return {
    taxon,
    figures: {
      'start, cold': { value: cold.readyAfter / 1000, unit: 's' },
      'start, second': { value: taxon.readyAfter / 1000, unit: 's', aim: '<= 3' },
      'memory idle, RSS': { value: rss, unit: 'MB' },
      'memory idle, PSS': { value: pss, unit: 'MB', aim: '<= 250' },
    },
  };
}
