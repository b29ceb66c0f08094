import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { submit, submitBody } from '@taxon/testkit/drivers/runtime-driver';
import { clientOf } from '@taxon/testkit/drivers/taxon-client';
import { type Taxon, taxon } from '@taxon/testkit/process/taxon-command';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let data: string;
let running: Taxon;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'taxon-metrics-'));
  await chmod(data, 0o755);
  // The demo project is imported, trained and deployed before it says that it is ready.
  running = taxon({ environment: { TAXON_DATA_DIR: data, TAXON_DEMO: 'on' } });
});

afterEach(async () => {
  running.child.kill('SIGTERM');
  await running.ended;
  await rm(data, { recursive: true, force: true });
});

/** The value of the one series with this name and these labels. */
function sample(page: string, name: string, labels: Readonly<Record<string, string>>): number {
  const lines = page.split('\n').filter((line) => line.startsWith(`${name}{`));
  const found = lines.filter((line) =>
    Object.entries(labels).every(([key, value]) => line.includes(`${key}="${value}"`)),
  );
  expect(found, `${name} ${JSON.stringify(labels)}\n${lines.join('\n')}`).toHaveLength(1);
  return Number(found[0]?.split(' ').at(-1));
}

describe('/metrics of taxon serve', () => {
  it('shows server and worker: jobs, models, memory and event loop of each', async () => {
    const url = await running.saying(/ready at (\S+)/);
    const project = await running.saying(/demo project +(\S+),/);
    const key = (await readFile(join(data, 'owner.key'), 'utf8')).trim();
    const text = 'Where is my parcel?';
    const target = { project, deployment: 'production', kind: 'single' } as const;
    await clientOf({ url, key }).call('classify', { params: { project, deployment: 'production' }, body: { text } });
    const body = submitBody('2023-04-01', target, [{ id: '1', text }]);
    expect((await submit({ url, key }, '2023-04-01', body)).status).toBe(202);

    const scrape = async () => (await fetch(`${url}/metrics`)).text();
    const job = (task: string) =>
      new RegExp(`^taxon_jobs_total\\{.*task="${task}",outcome="done",process="worker"`, 'm');
    await expect.poll(scrape, { timeout: 10_000 }).toMatch(job('predict'));
    const page = await scrape();
    for (const task of ['import', 'train', 'predict']) {
      expect(sample(page, 'taxon_jobs_total', { task, outcome: 'done' })).toBeGreaterThanOrEqual(1);
      expect(sample(page, 'taxon_job_duration_seconds_sum', { task })).toBeGreaterThan(0);
    }
    for (const process of ['server', 'worker']) {
      expect(sample(page, 'taxon_processes', { process })).toBe(1);
      expect(sample(page, 'taxon_models_in_memory', { process })).toBe(1);
      expect(sample(page, 'taxon_model_bytes_in_memory', { process })).toBeGreaterThan(1_000);
      expect(sample(page, 'process_resident_memory_bytes', { process })).toBeGreaterThan(20_000_000);
      expect(sample(page, 'taxon_event_loop_delay_seconds_count', { process })).toBeGreaterThan(10);
    }
    const pids = ['server', 'worker'].map(
      (process) => new RegExp(`process="${process}",host="[^"]+",pid="(\\d+)"`).exec(page)?.[1],
    );
    expect(pids[0]).toBe(String(running.pid));
    expect(pids[1]).not.toBe(pids[0]);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready', workers: 1 });
  });
});
